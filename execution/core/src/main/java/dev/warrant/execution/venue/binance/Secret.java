package dev.warrant.execution.venue.binance;

import java.nio.charset.StandardCharsets;

/// A key that never prints itself.
public final class Secret {
  private final byte[] bytes;

  /// Keeps the UTF-8 bytes of `text`.
  public Secret(String text) {
    bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
