package dev.warrant.execution.venue.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.venue.Transport.Call;
import dev.warrant.execution.venue.Transport.Reply;
import dev.warrant.knowledge.seam.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests that wait because every connection has one outstanding.
class NettyTransportTest {
  private static final int CONNECTIONS = 4;
  private static final int PATIENCE_SECONDS = 240;

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final Semaphore answers = new Semaphore(0);
  private final AtomicBoolean gateOpen = new AtomicBoolean(true);
  private ServerSocket server;
  private Loop loop;
  private NettyTransport transport;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    loop = new Loop(Clock.system(), "test");
    String host = "127.0.0.1:" + server.getLocalPort();
    transport = new NettyTransport(loop, "http://" + host, "ws://" + host);
  }

  @AfterEach
  void close() throws IOException {
    transport.close();
    loop.close();
    server.close();
  }

  @Test
  void anOrderThatWaitsForAConnectionIsAskedAboutAgainAsItsBytesWouldLeave() throws Exception {
    everyConnectionWaits();
    transport.rest(order("/late"), replies::add);
    gateOpen.set(false);
    answers.release();
    Reply first = reply();
    Reply second = reply();
    assertThat(first.status()).isEqualTo(200);
    assertThat(second.sent()).as("the order's %s", second).isFalse();
    // The connection that found the order unwanted carries the next request.
    transport.rest(new Call("GET", "/after", "", "", () -> true), replies::add);
    assertThat(request()).isEqualTo("GET /after HTTP/1.1");
  }

  @Test
  void aWaitingOrderThatIsStillWantedLeaves() throws Exception {
    everyConnectionWaits();
    transport.rest(order("/late"), replies::add);
    answers.release();
    assertThat(reply().status()).isEqualTo(200);
    assertThat(request()).isEqualTo("POST /late HTTP/1.1");
  }

  @Test
  void aCancelWaitsForNoAnswer() throws Exception {
    everyConnectionWaits();
    transport.rest(order("/late"), replies::add);
    transport.rest(new Call("DELETE", "/all", "", "", () -> true), replies::add);
    assertThat(request()).isEqualTo("DELETE /all HTTP/1.1");
  }

  private Call order(String path) {
    return new Call("POST", path, "", "", gateOpen::get);
  }

  private void everyConnectionWaits() throws InterruptedException {
    for (int i = 0; i < CONNECTIONS; i++) {
      transport.rest(new Call("GET", "/" + i, "", "", () -> true), replies::add);
    }
    for (int i = 0; i < CONNECTIONS; i++) {
      assertThat(request()).startsWith("GET /");
    }
  }

  private String request() throws InterruptedException {
    String line = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(line).as("a request").isNotNull();
    return line;
  }

  private Reply reply() throws InterruptedException {
    Reply reply = replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(reply).as("an answer").isNotNull();
    return reply;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket peer = server.accept();
        Thread.ofVirtual().start(() -> serve(peer));
      } catch (IOException e) {
        return;
      }
    }
  }

  /// Answers each request only when the test lets one answer out.
  private void serve(Socket peer) {
    try (peer) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        seen.add(line);
        String header = line;
        while (header != null && !header.isEmpty()) {
          header = in.readLine();
        }
        answers.acquire();
        peer.getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
