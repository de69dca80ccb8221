package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Term.Sort;

/// Where a guard finds measures, and what formulas call them: two words of presence bits, then one
/// slot per measure, in the order of the catalogue. A measure's value is called as in limits, its
/// presence the same with a `?`.
public final class Layout {
  /// Words before the first value.
  public static final int HEADER = 2;

  private static final MeasureId[] IDS = MeasureId.values();

  /// Words in all.
  public static final int LENGTH = HEADER + IDS.length;

  private Layout() {}

  /// The measure in slot `index`, which is not below [#HEADER].
  static MeasureId measure(int index) {
    return IDS[index - HEADER];
  }

  /// Where the value of `measure` lies.
  public static int index(MeasureId measure) {
    return HEADER + measure.ordinal();
  }

  /// The value of `measure`.
  static Term value(Terms t, MeasureId measure, Sort sort) {
    return t.var(measure.text(), sort);
  }

  /// Whether `measure` is present.
  static Term present(Terms t, MeasureId measure) {
    return t.var(measure.text() + "?", Sort.BOOL);
  }

  /// Bit `bit` of a presence word; beyond the catalogue it means nothing but may be set.
  static Term bit(Terms t, int word, int bit) {
    int n = Long.SIZE * word + bit;
    return n < IDS.length ? present(t, IDS[n]) : t.var("bit." + n, Sort.BOOL);
  }
}
