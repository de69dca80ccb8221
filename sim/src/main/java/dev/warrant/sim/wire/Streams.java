package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The open WebSockets and what they subscribed to.
final class Streams {
  private static final long DAY_NANOS = 24L * 60 * 60 * 1_000_000_000L;
  private static final int POLICY = 1008;
  private static final int MAX_STREAMS = 1024;

  private final Map<String, Channel> channels;
  private final TreeMap<Integer, Socket> sockets = new TreeMap<>();
  private int ids;

  Streams(Map<String, Channel> channels) {
    this.channels = channels;
  }

  /// Opens a socket: `/ws/<name>`, `/ws`, `/stream?streams=a/b`, each also under `/public`,
  /// `/market` and `/private`; the private root also takes `listenKey=`.
  ///
  /// @return its number, or -1 if the path is none of these
  int open(String pathAndQuery, FrameSink sink, long nanos) {
    int q = pathAndQuery.indexOf('?');
    String path = q < 0 ? pathAndQuery : pathAndQuery.substring(0, q);
    Params query = new Params(q < 0 ? "" : pathAndQuery.substring(q + 1), "");
    Socket.Root root = Socket.Root.LEGACY;
    for (Socket.Root r : Socket.Root.values()) {
      String prefix = "/" + r.name().toLowerCase(Locale.ROOT);
      if (path.equals(prefix) || path.startsWith(prefix + "/")) {
        root = r;
        path = path.substring(prefix.length());
        break;
      }
    }
    boolean combined = path.equals("/stream") || path.startsWith("/stream/");
    if (!combined && !path.equals("/ws") && !path.startsWith("/ws/")) {
      return -1;
    }
    Socket socket = new Socket(++ids, root, combined, pathAndQuery, sink, nanos);
    sockets.put(socket.id(), socket);
    List<String> names = new ArrayList<>();
    if (path.startsWith("/ws/")) {
      names.addAll(List.of(path.substring(4).split("/", -1)));
    }
    names.addAll(List.of(query.get("streams", "").split("/", -1)));
    names.add(query.get("listenKey", ""));
    names.forEach(n -> subscribe(socket, n));
    return socket.id();
  }

  /// A text frame from a client.
  void text(int id, String text, long nanos) {
    Socket socket = sockets.get(id);
    if (socket == null) {
      return;
    }
    if (!socket.mayTalk(nanos)) {
      drop(socket, POLICY, "Too many requests");
      return;
    }
    JsonNode message;
    try {
      message = Json.read(text);
    } catch (IllegalArgumentException e) {
      answer(socket, error(Json.object(), 3, "Invalid JSON: " + e.getMessage()));
      return;
    }
    ObjectNode reply = Json.object();
    reply.set("id", message.path("id"));
    switch (message.path("method").asText()) {
      case "SUBSCRIBE" -> {
        message.path("params").forEach(n -> subscribe(socket, n.asText()));
        answer(socket, reply.putNull("result"));
      }
      case "UNSUBSCRIBE" -> {
        message.path("params").forEach(n -> unsubscribe(socket, n.asText()));
        answer(socket, reply.putNull("result"));
      }
      case "LIST_SUBSCRIPTIONS" -> {
        ArrayNode names = Json.array();
        socket.names().forEach(names::add);
        reply.set("result", names);
        answer(socket, reply);
      }
      default -> answer(socket, error(reply, 2, "Invalid request: unknown method"));
    }
  }

  /// The client is gone.
  void close(int id) {
    Socket socket = sockets.remove(id);
    if (socket != null) {
      leave(socket);
    }
  }

  /// Closes sockets whose path contains `match`.
  ///
  /// @return how many
  int drop(String match, String why) {
    int n = 0;
    for (Socket socket : new ArrayList<>(sockets.values())) {
      if (socket.path().contains(match)) {
        drop(socket, 1001, why);
        n++;
      }
    }
    return n;
  }

  /// When the oldest socket has been open for a day.
  long nextNanos() {
    return sockets.isEmpty()
        ? Long.MAX_VALUE
        : sockets.firstEntry().getValue().openedNanos() + DAY_NANOS;
  }

  /// The venue closes sockets after 24 hours.
  void expire(long nanos) {
    while (nextNanos() <= nanos) {
      drop(sockets.firstEntry().getValue(), 1001, "24 hours are over");
    }
  }

  int count() {
    return sockets.size();
  }

  /// What each socket listens to.
  ArrayNode view() {
    ArrayNode out = Json.array();
    for (Socket socket : sockets.values()) {
      ArrayNode names = Json.array();
      socket.names().forEach(names::add);
      ObjectNode one = Json.object().put("path", socket.path());
      one.set("streams", names);
      out.add(one);
    }
    return out;
  }

  private void drop(Socket socket, int code, String why) {
    close(socket.id());
    socket.sink().closed(code, why);
  }

  private void leave(Socket socket) {
    for (String name : socket.names()) {
      Channel channel = channels.get(name);
      if (channel != null) {
        channel.remove(socket);
      }
    }
  }

  /// A name that no stream has is accepted and stays silent, as at the venue.
  private void subscribe(Socket socket, String name) {
    if (name.isEmpty() || socket.names().size() >= MAX_STREAMS || !socket.names().add(name)) {
      return;
    }
    Channel channel = channels.get(name);
    if (channel != null) {
      channel.add(socket);
    }
  }

  private void unsubscribe(Socket socket, String name) {
    Channel channel = channels.get(name);
    if (socket.names().remove(name) && channel != null) {
      channel.remove(socket);
    }
  }

  private static ObjectNode error(ObjectNode reply, int code, String text) {
    reply.set("error", Json.object().put("code", code).put("msg", text));
    return reply;
  }

  private static void answer(Socket socket, ObjectNode reply) {
    byte[] bytes = Json.text(reply).getBytes(StandardCharsets.UTF_8);
    socket.sink().frame(bytes, 0, bytes.length);
  }
}
