package dev.warrant.reasoning.deduce.lang;

/// The kinds of values. A set of kinds is a bit mask.
public enum Kind {
  /// A 64-bit integer.
  NUMBER(0, "number"),
  /// Any other exact number.
  DECIMAL(0, "decimal"),
  /// A name.
  NAME(1, "name"),
  /// A string.
  STRING(2, "string"),
  /// Two values.
  PAIR(3, "pair"),
  /// A list.
  LIST(4, "list"),
  /// A map.
  MAP(5, "map"),
  /// A struct.
  STRUCT(6, "struct");

  /// All kinds.
  public static final int ANY = (1 << values().length) - 1;

  /// Both kinds of numbers.
  public static final int NUMERIC = 1 << NUMBER.ordinal() | 1 << DECIMAL.ordinal();

  private final int rank;
  private final String word;

  Kind(int rank, String word) {
    this.rank = rank;
    this.word = word;
  }

  /// Place in the order of values; all numbers share one.
  int rank() {
    return rank;
  }

  /// As people call it.
  public String word() {
    return word;
  }

  /// As a set of one.
  public int bit() {
    return 1 << ordinal();
  }

  /// The kinds of a mask in words: `number or decimal`.
  public static String words(int mask) {
    if (mask == ANY) {
      return "any value";
    }
    StringBuilder out = new StringBuilder();
    for (Kind kind : values()) {
      if ((mask & kind.bit()) != 0) {
        out.append(out.isEmpty() ? "" : " or ").append(kind.word);
      }
    }
    return out.isEmpty() ? "nothing" : out.toString();
  }
}
