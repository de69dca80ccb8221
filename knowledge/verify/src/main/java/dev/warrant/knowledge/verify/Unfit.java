package dev.warrant.knowledge.verify;

/// A key, note, checkpoint or proof that is not in its form, or not what it says.
final class Unfit extends Exception {
  private static final long serialVersionUID = 1L;

  Unfit(String what) {
    super(what);
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
