package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Value.ListOf;
import dev.warrant.reasoning.deduce.lang.Value.MapOf;
import dev.warrant.reasoning.deduce.lang.Value.PairOf;
import dev.warrant.reasoning.deduce.lang.Value.Text;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The built-in predicates `:…`: some arguments go in, the others come out, none or several times.
public final class Builtins {
  /// A predicate: how many arguments, and which must be known.
  ///
  /// @param inputs positions, ascending
  public record Shape(int arity, List<Integer> inputs) {
    /// The positions that come out, ascending.
    public List<Integer> outputs() {
      List<Integer> out = new ArrayList<>();
      for (int i = 0; i < arity; i++) {
        if (!inputs.contains(i)) {
          out.add(i);
        }
      }
      return out;
    }
  }

  private static final List<String> INTERVALS =
      List.of(
          "before",
          "after",
          "meets",
          "overlaps",
          "during",
          "contains",
          "starts",
          "finishes",
          "equals");
  private static final SortedMap<String, Shape> SHAPES = shapes();

  private Builtins() {}

  private static SortedMap<String, Shape> shapes() {
    TreeMap<String, Shape> m = new TreeMap<>();
    m.put(":match_pair", new Shape(3, List.of(0)));
    m.put(":match_cons", new Shape(3, List.of(0)));
    m.put(":match_nil", new Shape(1, List.of(0)));
    m.put(":match_entry", new Shape(3, List.of(0)));
    m.put(":match_field", new Shape(3, List.of(0)));
    m.put(":list:member", new Shape(2, List.of(1)));
    m.put(":string:starts_with", new Shape(2, List.of(0, 1)));
    m.put(":string:ends_with", new Shape(2, List.of(0, 1)));
    m.put(":string:contains", new Shape(2, List.of(0, 1)));
    INTERVALS.forEach(i -> m.put(":interval:" + i, new Shape(2, List.of(0, 1))));
    return m;
  }

  /// Refuses an unknown predicate and a wrong number of arguments.
  static void check(String name, int arguments, Place at) {
    Shape shape = SHAPES.get(name);
    if (shape == null) {
      throw new RuleError(
              "deduce-unknown-predicate",
              at,
              "the built-in predicate " + name,
              "a known one",
              Nearest.advice(name, SHAPES.keySet()))
          .thrown();
    }
    if (shape.arity() != arguments) {
      throw new RuleError(
              "deduce-arity",
              at,
              name + " with " + arguments + " arguments",
              shape.arity() + "",
              "")
          .thrown();
    }
  }

  /// The predicate of that name, which {@link #check} has seen.
  public static Shape shape(String name) {
    Shape shape = SHAPES.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("no built-in predicate " + name);
    }
    return shape;
  }

  /// All outputs for these inputs, in order; a value of another kind has none.
  ///
  /// @throws ValueException if an interval is no pair of numbers
  public static List<List<Value>> outputs(String name, List<Value> inputs) {
    Value in = inputs.getFirst();
    return switch (name) {
      case ":match_pair" ->
          in instanceof PairOf p ? List.of(List.of(p.first(), p.second())) : List.of();
      case ":match_cons" ->
          in instanceof ListOf l && !l.items().isEmpty()
              ? List.of(
                  List.of(l.items().getFirst(), Value.list(l.items().subList(1, l.items().size()))))
              : List.of();
      case ":match_nil" -> holds(in instanceof ListOf l && l.items().isEmpty());
      case ":match_entry" -> entries(in, false);
      case ":match_field" -> entries(in, true);
      case ":list:member" ->
          in instanceof ListOf l ? l.items().stream().distinct().map(List::of).toList() : List.of();
      case ":string:starts_with" -> holds(text(in).startsWith(text(inputs.get(1))));
      case ":string:ends_with" -> holds(text(in).endsWith(text(inputs.get(1))));
      case ":string:contains" -> holds(text(in).contains(text(inputs.get(1))));
      default -> holds(related(name, in, inputs.get(1)));
    };
  }

  private static List<List<Value>> holds(boolean yes) {
    return yes ? List.of(List.of()) : List.of();
  }

  private static List<List<Value>> entries(Value in, boolean struct) {
    if (!(in instanceof MapOf m) || m.struct() != struct) {
      return List.of();
    }
    return m.entries().stream().map(e -> List.of(e.first(), e.second())).toList();
  }

  /// A string as it is, a name as it is written.
  private static String text(Value value) {
    return value instanceof Text t ? t.text() : value.toString();
  }

  /// The relations of J. F. Allen, "Maintaining knowledge about temporal intervals" (1983), on
  /// closed intervals, with the loose readings that Mangle gives `overlaps`, `starts`, `finishes`.
  private static boolean related(String name, Value first, Value second) {
    Value a0 = end(first, true);
    Value a1 = end(first, false);
    Value b0 = end(second, true);
    Value b1 = end(second, false);
    return switch (name) {
      case ":interval:before" -> a1.compareTo(b0) < 0;
      case ":interval:after" -> a0.compareTo(b1) > 0;
      case ":interval:meets" -> a1.equals(b0);
      case ":interval:overlaps" -> a0.compareTo(b1) <= 0 && b0.compareTo(a1) <= 0;
      case ":interval:during" -> a0.compareTo(b0) >= 0 && a1.compareTo(b1) <= 0;
      case ":interval:contains" -> a0.compareTo(b0) <= 0 && a1.compareTo(b1) >= 0;
      case ":interval:starts" -> a0.equals(b0);
      case ":interval:finishes" -> a1.equals(b1);
      case ":interval:equals" -> a0.equals(b0) && a1.equals(b1);
      default -> throw new IllegalArgumentException("no built-in predicate " + name);
    };
  }

  private static Value end(Value interval, boolean start) {
    if (interval instanceof PairOf p
        && p.first() instanceof Value.Num
        && p.second() instanceof Value.Num) {
      return start ? p.first() : p.second();
    }
    throw new ValueException(interval.toString(), "an interval, a pair of instants", "");
  }
}
