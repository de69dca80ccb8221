package dev.warrant.execution.venue.netty;

import java.net.URI;
import java.util.Locale;

/// Where to connect: host, port and whether with TLS.
record Endpoint(String host, int port, boolean tls, String base) {
  /// Reads `http(s)://host[:port]` or `ws(s)://host[:port]`.
  ///
  /// @throws IllegalArgumentException if the text is no such address
  static Endpoint of(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(bad(url), e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || !scheme.matches("https?|wss?")) {
      throw new IllegalArgumentException(bad(url));
    }
    boolean tls = scheme.equals("https") || scheme.equals("wss");
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    return new Endpoint(host, port, tls, (tls ? "wss://" : "ws://") + host + ":" + port);
  }

  private static String bad(String url) {
    return "\"" + url + "\" is no venue address\nMaybe http://127.0.0.1:8080";
  }

  boolean loopback() {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }
}
