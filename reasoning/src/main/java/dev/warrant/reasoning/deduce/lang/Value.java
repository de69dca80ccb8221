package dev.warrant.reasoning.deduce.lang;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A ground term. Numbers are exact and form one tower: a decimal without a fraction that fits 64
/// bits *is* a number, so `1.0` and `1` are one value. The order is total and the same in every
/// process: numbers by value, then names, texts, pairs, lists, maps, structs.
///
/// `toString` writes a value as the parser reads it.
public sealed interface Value extends Comparable<Value> {
  /// Decimals with more digits, on either side of the point, are refused.
  int DIGITS_MAX = 400;

  /// Computed values may not be deeper inside each other.
  int DEPTH_MAX = 500;

  /// Computed strings may not have more characters.
  int LENGTH_MAX = 1_000_000;

  /// Fuel for strings.
  int CHARACTERS_A_STEP = 64;

  /// A 64-bit integer.
  record Num(long value) implements Value {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /// A number that is no 64-bit integer; trailing zeros stripped. Made by {@link #number}.
  record Dec(BigDecimal value) implements Value {
    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /// A name such as `/instrument/btc`, with its slashes.
  record Name(String text) implements Value {
    @Override
    public String toString() {
      return text;
    }
  }

  /// A string of characters.
  record Text(String text) implements Value {
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("\"");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '"' -> out.append("\\\"");
          case '\\' -> out.append("\\\\");
          case '\n' -> out.append("\\n");
          case '\t' -> out.append("\\t");
          default -> {
            if (c < ' ') {
              out.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
              out.append(c);
            }
          }
        }
      }
      return out.append('"').toString();
    }
  }

  /// Two values.
  record PairOf(Value first, Value second) implements Value {
    @Override
    public String toString() {
      return "fn:pair(" + first + ", " + second + ")";
    }
  }

  /// A list.
  record ListOf(List<Value> items) implements Value {
    /// Keeps a copy.
    public ListOf {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return items.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /// A map or a struct; entries in order of their keys, each key once. Made by {@link #entries}.
  record MapOf(boolean struct, List<PairOf> entries) implements Value {
    /// Keeps a copy.
    public MapOf {
      entries = List.copyOf(entries);
    }

    @Override
    public String toString() {
      if (entries.isEmpty()) {
        return struct ? "{}" : "fn:map()";
      }
      String inside =
          entries.stream()
              .map(e -> e.first() + ": " + e.second())
              .collect(Collectors.joining(", "));
      return struct ? "{" + inside + "}" : "[" + inside + "]";
    }
  }

  /// The number `value`.
  static Value number(long value) {
    return new Num(value);
  }

  /// The number `value`, in its one canonical form.
  ///
  /// @throws ValueException if it has more than {@link #DIGITS_MAX} digits
  static Value number(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    if (bare.precision() > DIGITS_MAX || Math.abs(bare.scale()) > DIGITS_MAX) {
      throw new ValueException(
          "a number of more than " + DIGITS_MAX + " digits", "a shorter one", "round it first.");
    }
    if (bare.scale() <= 0 && bare.precision() - bare.scale() <= 19) {
      try {
        return new Num(bare.longValueExact());
      } catch (ArithmeticException beyond) {
        return new Dec(bare);
      }
    }
    return new Dec(bare);
  }

  /// The name `text`, which starts with a slash.
  static Value name(String text) {
    return new Name(text);
  }

  /// The string `text`.
  static Value text(String text) {
    return new Text(text);
  }

  /// The list of `items`.
  static Value list(List<Value> items) {
    return new ListOf(items);
  }

  /// A map or struct of alternating keys and values.
  ///
  /// @throws ValueException if a key occurs twice or lacks its value
  static Value entries(boolean struct, List<Value> keysAndValues) {
    if (keysAndValues.size() % 2 != 0) {
      throw new ValueException("a key without a value", "keys and values in turn", "");
    }
    List<PairOf> out = new ArrayList<>();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      out.add(new PairOf(keysAndValues.get(i), keysAndValues.get(i + 1)));
    }
    out.sort(Comparator.comparing(PairOf::first));
    for (int i = 1; i < out.size(); i++) {
      if (out.get(i).first().equals(out.get(i - 1).first())) {
        throw new ValueException("the key " + out.get(i).first() + " twice", "each key once", "");
      }
    }
    return new MapOf(struct, out);
  }

  /// What kind of value this is.
  default Kind kind() {
    return switch (this) {
      case Num n -> Kind.NUMBER;
      case Dec d -> Kind.DECIMAL;
      case Name n -> Kind.NAME;
      case Text t -> Kind.STRING;
      case PairOf p -> Kind.PAIR;
      case ListOf l -> Kind.LIST;
      case MapOf m -> m.struct() ? Kind.STRUCT : Kind.MAP;
    };
  }

  /// How many values it is made of; what fuel is charged for a structured one.
  ///
  /// @throws ValueException if it is too deep or too long to be handled
  default long size() {
    return size(this, 0);
  }

  private static long size(Value value, int depth) {
    if (depth > DEPTH_MAX) {
      throw new ValueException(
          "values more than " + DEPTH_MAX + " deep inside each other", "flatter ones", "");
    }
    return switch (value) {
      case Num n -> 1;
      case Dec d -> 1;
      case Name n -> 1 + length(n.text) / CHARACTERS_A_STEP;
      case Text t -> 1 + length(t.text) / CHARACTERS_A_STEP;
      case PairOf p -> 1 + size(p.first, depth + 1) + size(p.second, depth + 1);
      case ListOf l -> 1 + sizes(l.items, depth + 1);
      case MapOf m -> 1 + sizes(m.entries, depth + 1);
    };
  }

  private static long sizes(List<? extends Value> values, int depth) {
    long out = 0;
    for (Value v : values) {
      out += size(v, depth);
    }
    return out;
  }

  private static long length(String text) {
    if (text.length() > LENGTH_MAX) {
      throw new ValueException(
          "a string of more than " + LENGTH_MAX + " characters", "a shorter one", "");
    }
    return text.length();
  }

  @Override
  default int compareTo(Value other) {
    if (this instanceof Num a && other instanceof Num b) {
      return Long.compare(a.value, b.value);
    }
    int rank = Integer.compare(kind().rank(), other.kind().rank());
    if (rank != 0) {
      return rank;
    }
    return switch (this) {
      case Num n -> decimal(n).compareTo(decimal(other));
      case Dec d -> d.value.compareTo(decimal(other));
      case Name n -> n.text.compareTo(((Name) other).text);
      case Text t -> t.text.compareTo(((Text) other).text);
      case PairOf p -> comparePairs(p, (PairOf) other);
      case ListOf l -> compareAll(l.items, ((ListOf) other).items);
      case MapOf m -> compareAll(m.entries, ((MapOf) other).entries);
    };
  }

  /// A number as a decimal.
  ///
  /// @throws ValueException if it is no number
  static BigDecimal decimal(Value value) {
    return switch (value) {
      case Num n -> BigDecimal.valueOf(n.value);
      case Dec d -> d.value;
      case Name n -> throw noNumber(value);
      case Text t -> throw noNumber(value);
      case PairOf p -> throw noNumber(value);
      case ListOf l -> throw noNumber(value);
      case MapOf m -> throw noNumber(value);
    };
  }

  private static ValueException noNumber(Value value) {
    return new ValueException("the " + value.kind().word() + " " + value, "a number", "");
  }

  private static int comparePairs(PairOf a, PairOf b) {
    int first = a.first.compareTo(b.first);
    return first != 0 ? first : a.second.compareTo(b.second);
  }

  private static int compareAll(List<? extends Value> a, List<? extends Value> b) {
    int shared = Math.min(a.size(), b.size());
    for (int i = 0; i < shared; i++) {
      int c = ((Value) a.get(i)).compareTo((Value) b.get(i));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
