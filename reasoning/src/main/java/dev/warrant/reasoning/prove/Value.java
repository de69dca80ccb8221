package dev.warrant.reasoning.prove;

/// What a place on the stack or a local variable holds, for all slot vectors at once.
sealed interface Value {
  /// Whether it is a `long`.
  default boolean wide() {
    return false;
  }

  /// A number.
  record Whole(Term term, boolean wide) implements Value {}

  /// What `lcmp` gave for two numbers.
  record Compared(Term left, Term right) implements Value {}

  /// A presence word, masked.
  record Bits(int word, long mask) implements Value {
    @Override
    public boolean wide() {
      return true;
    }
  }

  /// What `lcmp` gave for a masked presence word and a constant; only 0 or not 0 is known of it.
  record BitsCompared(int word, long mask, long with) implements Value {}

  /// The slots the guard is asked about; no guard knows another array.
  record Slots() implements Value {}

  /// Something that differs in kind between the ways that lead here, so that nobody can use it.
  record Unusable() implements Value {}
}
