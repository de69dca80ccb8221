package dev.warrant.execution.desk;

import dev.warrant.perception.Perception;

/// How long some book has been unusable; a desk that has not seen a book yet has lost none.
final class LostBooks {
  private final int instruments;
  private long since = Long.MIN_VALUE;

  LostBooks(int instruments) {
    this.instruments = instruments;
  }

  /// To be asked with every timer: 0 if all books are usable.
  long nanos(Perception perception, long nanos) {
    boolean lost = false;
    for (int i = 0; i < instruments; i++) {
      lost |= !perception.book(i).usable();
    }
    if (!lost) {
      since = nanos;
    }
    return since == Long.MIN_VALUE ? 0 : nanos - since;
  }
}
