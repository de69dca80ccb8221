package dev.warrant.execution.venue.binance;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A message from the venue is not what the protocol says.
public final class BadFrame extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /// What every such message begins with.
  public static final String CODE = "BINANCE-FRAME: ";

  BadFrame(String what, @Nullable Throwable cause) {
    super(CODE + what, cause);
  }
}
