package dev.warrant.execution.desk;

import java.util.Comparator;

/// A limit at the place it is about.
///
/// @param instrument index, or -1 if it is about the whole account
record Spot(String limit, int instrument) implements Comparable<Spot> {
  private static final Comparator<Spot> ORDER =
      Comparator.comparing(Spot::limit).thenComparingInt(Spot::instrument);

  @Override
  public int compareTo(Spot o) {
    return ORDER.compare(this, o);
  }
}
