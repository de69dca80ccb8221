package dev.warrant.knowledge.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A witness on a socket: `POST /add-checkpoint` (C2SP tlog-witness), one request at a time. Each
/// connection has a thread of its own, so that who stops in the middle of a request keeps nobody
/// else waiting.
public final class WitnessServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
  private final Witness witness;

  /// Listens.
  ///
  /// @param port 0 for any
  public WitnessServer(Witness witness, String host, int port) throws IOException {
    this.witness = witness;
    server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.setExecutor(connections);
    server.createContext("/add-checkpoint", this::answer);
    server.start();
  }

  /// The port it listens on.
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Witness.Answer answer = answer(exchange.getRequestMethod(), body(exchange));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private Witness.Answer answer(String method, byte[] body) {
    if (!method.equals("POST")) {
      return Witness.Answer.of(405, "only POST");
    }
    if (body.length > Request.BYTES_MAX) {
      return Witness.Answer.of(413, "more than " + Request.BYTES_MAX + " bytes");
    }
    try {
      return witness.add(new String(body, StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      // Whatever it is, nothing was signed; who asked should know that it was no refusal.
      System.err.println("witness: " + e);
      return Witness.Answer.of(500, "the witness cannot remember just now");
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    return exchange.getRequestBody().readNBytes(Request.BYTES_MAX + 1);
  }

  @Override
  public void close() {
    server.stop(0);
    connections.shutdownNow();
    witness.close();
  }
}
