package dev.warrant.sim.exchange;

/// The venue says no: one of Binance's error codes with its message (Binance "Error Codes", USDⓈ-M
/// futures). Thrown before anything has changed.
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /// A rejection with the venue's code and words.
  public Rejection(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /// The venue's code, negative.
  public int code() {
    return code;
  }

  /// The venue's words.
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
