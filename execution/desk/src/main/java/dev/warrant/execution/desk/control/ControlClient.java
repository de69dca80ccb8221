package dev.warrant.execution.desk.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.knowledge.seam.Stopwatch;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Asks a desk over its control socket, and does not wait longer than it is told to.
public final class ControlClient {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 18;

  private ControlClient() {}

  /// Sends a request and returns the answer.
  ///
  /// @param socket where the desk was told to listen
  /// @param millis how long to wait for the answer
  /// @throws IOException if no desk listens there, it hung up, or it did not answer in time
  public static JsonNode ask(Path socket, ControlRequest request, long millis) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.connect(UnixDomainSocketAddress.of(ControlPath.toConnect(socket)));
      channel.write(ByteBuffer.wrap(line(request)));
      channel.shutdownOutput();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      String text = read(channel, selector, millis);
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException("the desk hung up before it had answered", e);
    }
  }

  private static String read(SocketChannel channel, Selector selector, long millis)
      throws IOException {
    ByteBuffer in = ByteBuffer.allocate(MOST_BYTES);
    long end = Stopwatch.ticks() + millis * 1_000_000;
    int read = 0;
    while (in.hasRemaining() && read >= 0) {
      long left = (end - Stopwatch.ticks()) / 1_000_000;
      if (left <= 0) {
        throw new IOException("no answer within " + millis + " ms");
      }
      selector.select(left);
      read = channel.read(in);
    }
    return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
  }

  private static byte[] line(ControlRequest r) throws JsonProcessingException {
    return (MAPPER.writeValueAsString(
                MAPPER
                    .createObjectNode()
                    .put("verb", r.verb())
                    .put("who", r.who())
                    .put("why", r.why()))
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
