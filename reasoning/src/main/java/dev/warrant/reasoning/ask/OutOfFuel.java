package dev.warrant.reasoning.ask;

/// Thrown where a search has used up what it may cost.
final class OutOfFuel extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfFuel() {
    super("out of fuel", null, false, false);
  }
}
