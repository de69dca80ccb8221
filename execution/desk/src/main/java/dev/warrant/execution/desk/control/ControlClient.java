package dev.warrant.execution.desk.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Asks a desk over its control socket.
public final class ControlClient {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;

  private ControlClient() {}

  /// Sends a request and returns the answer.
  ///
  /// @throws IOException if no desk listens there, or it hung up
  public static JsonNode ask(Path socket, ControlRequest request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(line(request)));
      channel.shutdownOutput();
      ByteBuffer in = ByteBuffer.allocate(MOST_BYTES);
      int read = 0;
      while (in.hasRemaining() && read >= 0) {
        read = channel.read(in);
      }
      return MAPPER.readTree(new String(in.array(), 0, in.position(), StandardCharsets.UTF_8));
    }
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
