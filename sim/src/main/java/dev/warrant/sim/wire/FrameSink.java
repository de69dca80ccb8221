package dev.warrant.sim.wire;

/// The far end of a WebSocket. It must not call back into the venue during a call.
public interface FrameSink {
  /// One text frame; the bytes are UTF-8 and valid only during the call.
  void frame(byte[] bytes, int offset, int length);

  /// The venue closes the stream; no frame follows.
  ///
  /// @param code WebSocket close code (RFC 6455, 7.4.1)
  void closed(int code, String why);
}
