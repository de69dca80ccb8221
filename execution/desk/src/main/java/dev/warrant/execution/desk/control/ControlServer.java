package dev.warrant.execution.desk.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;

/// Serves [ControlRequest]s on a Unix socket that only its owner may open. One line in, one line
/// out; each connection has a thread of its own, so that none waits for one that says nothing, or
/// for one whose answer is a proof. A platform thread: those that share the processors among
/// themselves would have a kill wait for a proof on a machine with one.
public final class ControlServer implements AutoCloseable {
  private static final int MOST_BYTES = 4_096;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path wanted;
  private final Path socket;
  private final ServerSocketChannel server;
  private final ControlHandler handler;
  private final Thread thread;
  private final AtomicInteger dropped = new AtomicInteger();

  /// Opens the socket at `path`; a stale one is replaced. Clients find it under that path also
  /// where it is too long for a socket's name.
  ///
  /// @throws IOException if it cannot be made
  public ControlServer(Path path, ControlHandler handler) throws IOException {
    wanted = path;
    socket = ControlPath.toBind(path);
    this.handler = handler;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    thread = Thread.ofPlatform().daemon().name("control").start(this::serve);
  }

  private void serve() {
    while (server.isOpen()) {
      try {
        SocketChannel peer = server.accept();
        Thread.ofPlatform().daemon().name("control-peer").start(() -> talk(peer));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        dropped.incrementAndGet();
      }
    }
  }

  private void talk(SocketChannel peer) {
    try (peer) {
      peer.write(ByteBuffer.wrap((one(peer) + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      dropped.incrementAndGet();
    }
  }

  private String one(SocketChannel peer) throws IOException {
    String line = line(peer);
    try {
      JsonNode n = MAPPER.readTree(line);
      return handler.answer(
          new ControlRequest(
              n.path("verb").asText(), n.path("who").asText("unnamed"), n.path("why").asText("")));
    } catch (JsonProcessingException e) {
      return "{\"ok\":false,\"error\":\"not a request\"}";
    }
  }

  private static String line(SocketChannel peer) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(MOST_BYTES);
    while (in.hasRemaining() && peer.read(in) >= 0) {
      if (in.position() > 0 && in.get(in.position() - 1) == '\n') {
        break;
      }
    }
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
  }

  /// Connections that broke before they were answered.
  public int dropped() {
    return dropped.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    thread.interrupt();
    ControlPath.remove(wanted, socket);
  }
}
