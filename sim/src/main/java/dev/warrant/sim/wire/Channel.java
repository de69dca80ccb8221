package dev.warrant.sim.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One named stream and who listens to it. A frame is written once, with the wrapping of combined
/// streams around it; plain sockets get the part between.
final class Channel {
  private final String name;
  private final Socket.Root root;
  private final byte[] prefix;
  private final List<Socket> sockets = new ArrayList<>();

  Channel(String name, Socket.Root root) {
    this.name = name;
    this.root = root;
    prefix = ("{\"stream\":\"" + name + "\",\"data\":").getBytes(StandardCharsets.US_ASCII);
  }

  String name() {
    return name;
  }

  boolean idle() {
    return sockets.isEmpty();
  }

  void add(Socket socket) {
    if (socket.carries(root)) {
      sockets.add(socket);
    }
  }

  void remove(Socket socket) {
    sockets.remove(socket);
  }

  /// Starts a frame in `w`; the payload follows, then [#send].
  JsonBytes begin(JsonBytes w) {
    return w.clear().raw(prefix);
  }

  /// Ends the frame and sends it to all.
  void send(JsonBytes w) {
    int payload = w.size() - prefix.length;
    w.raw('}');
    for (int i = 0; i < sockets.size(); i++) {
      Socket socket = sockets.get(i);
      if (socket.combined()) {
        socket.sink().frame(w.bytes(), 0, w.size());
      } else {
        socket.sink().frame(w.bytes(), prefix.length, payload);
      }
    }
  }
}
