package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Value.ListOf;
import dev.warrant.reasoning.deduce.lang.Value.MapOf;
import dev.warrant.reasoning.deduce.lang.Value.Name;
import dev.warrant.reasoning.deduce.lang.Value.Num;
import dev.warrant.reasoning.deduce.lang.Value.PairOf;
import dev.warrant.reasoning.deduce.lang.Value.Text;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The functions `fn:…`. All are total on what their kinds say or fail with a {@link
/// ValueException}; arithmetic is exact.
public final class Functions {
  /// A function: how many arguments, of what kinds, and what comes out.
  ///
  /// @param most -1 for any number
  /// @param arg kinds of every argument
  record Shape(int least, int most, int arg, int result) {}

  private static final int NUM = Kind.NUMERIC;
  private static final int ANY = Kind.ANY;
  private static final int INT = Kind.NUMBER.bit();
  private static final int STR = Kind.STRING.bit();
  private static final int LIST = Kind.LIST.bit();
  private static final int PAIR = Kind.PAIR.bit();
  private static final SortedMap<String, Shape> SHAPES = shapes();
  private static final SortedMap<String, Shape> REDUCERS = reducers();

  private Functions() {}

  private static SortedMap<String, Shape> shapes() {
    TreeMap<String, Shape> m = new TreeMap<>();
    m.put("fn:plus", new Shape(1, -1, NUM, NUM));
    m.put("fn:minus", new Shape(1, -1, NUM, NUM));
    m.put("fn:mult", new Shape(1, -1, NUM, NUM));
    m.put("fn:div", new Shape(2, 2, NUM, NUM));
    m.put("fn:rem", new Shape(2, 2, NUM, NUM));
    m.put("fn:abs", new Shape(1, 1, NUM, NUM));
    m.put("fn:lesser", new Shape(2, -1, NUM, NUM));
    m.put("fn:greater", new Shape(2, -1, NUM, NUM));
    m.put("fn:decimal:div", new Shape(3, 3, NUM, NUM));
    m.put("fn:decimal:trunc", new Shape(2, 2, NUM, NUM));
    m.put("fn:list", new Shape(0, -1, ANY, LIST));
    m.put("fn:list:get", new Shape(2, 2, LIST | INT, ANY));
    m.put("fn:list:len", new Shape(1, 1, LIST, INT));
    m.put("fn:list:append", new Shape(2, 2, ANY, LIST));
    m.put("fn:list:cons", new Shape(2, 2, ANY, LIST));
    m.put("fn:pair", new Shape(2, 2, ANY, PAIR));
    m.put("fn:pair:fst", new Shape(1, 1, PAIR, ANY));
    m.put("fn:pair:snd", new Shape(1, 1, PAIR, ANY));
    m.put("fn:map", new Shape(0, -1, ANY, Kind.MAP.bit()));
    m.put("fn:map:get", new Shape(2, 2, ANY, ANY));
    m.put("fn:struct", new Shape(0, -1, ANY, Kind.STRUCT.bit()));
    m.put("fn:struct:get", new Shape(2, 2, ANY, ANY));
    m.put("fn:name:words", new Shape(1, 1, Kind.NAME.bit(), STR));
    m.put("fn:string:concat", new Shape(1, -1, ANY, STR));
    m.put("fn:string:len", new Shape(1, 1, STR, INT));
    m.put("fn:interval:start", new Shape(1, 1, PAIR, INT));
    m.put("fn:interval:end", new Shape(1, 1, PAIR, INT));
    m.put("fn:interval:duration", new Shape(1, 1, PAIR, NUM));
    m.put("fn:time:trunc", new Shape(2, 2, NUM, INT));
    m.put("fn:time:format", new Shape(1, 1, NUM, STR));
    return m;
  }

  private static SortedMap<String, Shape> reducers() {
    TreeMap<String, Shape> m = new TreeMap<>();
    m.put("fn:count", new Shape(0, 0, ANY, INT));
    m.put("fn:count_distinct", new Shape(1, 1, ANY, INT));
    m.put("fn:sum", new Shape(1, 1, NUM, NUM));
    m.put("fn:min", new Shape(1, 1, ANY, ANY));
    m.put("fn:max", new Shape(1, 1, ANY, ANY));
    m.put("fn:collect", new Shape(1, 1, ANY, LIST));
    m.put("fn:collect_distinct", new Shape(1, 1, ANY, LIST));
    m.put("fn:pick_any", new Shape(1, 1, ANY, ANY));
    return m;
  }

  /// The function or reducer of that name; null if it is unknown.
  static @Nullable Shape shape(String function) {
    return SHAPES.getOrDefault(function, REDUCERS.get(function));
  }

  /// Whether it reduces the rows of a group.
  public static boolean reducer(String function) {
    return REDUCERS.containsKey(function);
  }

  /// The kinds that come out of a function or reducer.
  public static int result(String function) {
    Shape shape = shape(function);
    return shape == null ? ANY : shape.result();
  }

  /// Whether it only puts values together.
  static boolean constructor(String function) {
    return switch (function) {
      case "fn:list", "fn:pair", "fn:map", "fn:struct" -> true;
      default -> false;
    };
  }

  /// Refuses an unknown function and a wrong number of arguments.
  static void check(String function, int arguments, Place at) {
    Shape shape = shape(function);
    if (shape == null) {
      List<String> known = new ArrayList<>(SHAPES.keySet());
      known.addAll(REDUCERS.keySet());
      throw new RuleError(
              "deduce-unknown-function",
              at,
              "the function " + function,
              "a known one",
              Nearest.advice(function, known))
          .thrown();
    }
    boolean fits = arguments >= shape.least() && (shape.most() < 0 || arguments <= shape.most());
    boolean paired = !function.equals("fn:map") && !function.equals("fn:struct");
    if (!fits || !paired && arguments % 2 != 0) {
      String expected =
          !paired
              ? "keys and values in turn"
              : shape.most() < 0
                  ? "at least " + shape.least()
                  : shape.least() == shape.most()
                      ? String.valueOf(shape.least())
                      : shape.least() + " to " + shape.most();
      throw new RuleError(
              "deduce-arity", at, function + " with " + arguments + " arguments", expected, "")
          .thrown();
    }
  }

  /// The value of a function.
  ///
  /// @throws ValueException if it has none for these values
  public static Value apply(String function, List<Value> args) {
    return switch (function) {
      case "fn:plus" -> Value.number(sum(args));
      case "fn:minus" -> Value.number(minus(args));
      case "fn:mult" -> Value.number(product(args));
      case "fn:div" -> {
        BigDecimal by = divisor(args.get(1));
        yield Value.number(Value.decimal(args.get(0)).divideToIntegralValue(by));
      }
      case "fn:rem" -> Value.number(Value.decimal(args.get(0)).remainder(divisor(args.get(1))));
      case "fn:abs" -> Value.number(Value.decimal(args.getFirst()).abs());
      case "fn:lesser" -> args.stream().peek(Value::decimal).min(Value::compareTo).orElseThrow();
      case "fn:greater" -> args.stream().peek(Value::decimal).max(Value::compareTo).orElseThrow();
      case "fn:decimal:div" ->
          Value.number(
              Value.decimal(args.get(0))
                  .divide(divisor(args.get(1)), digits(args.get(2)), RoundingMode.DOWN));
      case "fn:decimal:trunc" ->
          Value.number(Value.decimal(args.get(0)).setScale(digits(args.get(1)), RoundingMode.DOWN));
      case "fn:time:trunc" -> truncated(args);
      case "fn:time:format" -> {
        if (args.getFirst() instanceof Num t) {
          yield Value.text(Instant.ofEpochSecond(0, t.value()).toString());
        }
        throw wrong(args.getFirst(), "an instant in nanoseconds");
      }
      case "fn:name:words" -> Value.text(words(args.getFirst()));
      case "fn:string:concat" -> {
        StringBuilder out = new StringBuilder();
        args.forEach(a -> out.append(a instanceof Text t ? t.text() : a.toString()));
        yield Value.text(out.toString());
      }
      case "fn:string:len" ->
          Value.number(text(args.getFirst()).codePointCount(0, text(args.getFirst()).length()));
      default -> structured(function, args);
    };
  }

  private static Value structured(String function, List<Value> args) {
    return switch (function) {
      case "fn:list" -> Value.list(args);
      case "fn:list:get" -> item(list(args.get(0)), args.get(1));
      case "fn:list:len" -> Value.number(list(args.getFirst()).size());
      case "fn:list:append" -> {
        List<Value> out = new ArrayList<>(list(args.get(0)));
        out.add(args.get(1));
        yield Value.list(out);
      }
      case "fn:list:cons" -> {
        List<Value> out = new ArrayList<>(List.of(args.get(0)));
        out.addAll(list(args.get(1)));
        yield Value.list(out);
      }
      case "fn:pair" -> new PairOf(args.get(0), args.get(1));
      case "fn:pair:fst", "fn:interval:start" -> pair(args.getFirst()).first();
      case "fn:pair:snd", "fn:interval:end" -> pair(args.getFirst()).second();
      case "fn:interval:duration" -> {
        PairOf p = pair(args.getFirst());
        yield Value.number(Value.decimal(p.second()).subtract(Value.decimal(p.first())));
      }
      case "fn:map" -> Value.entries(false, args);
      case "fn:struct" -> Value.entries(true, args);
      case "fn:map:get", "fn:struct:get" -> entry(args.get(0), args.get(1));
      default ->
          throw new ValueException(
              "the function " + function, "one that stands alone", "it is a reducer.");
    };
  }

  /// Exact sum.
  public static BigDecimal sum(List<Value> args) {
    BigDecimal out = BigDecimal.ZERO;
    for (Value a : args) {
      out = out.add(Value.decimal(a));
    }
    return out;
  }

  private static BigDecimal minus(List<Value> args) {
    BigDecimal out = Value.decimal(args.getFirst());
    if (args.size() == 1) {
      return out.negate();
    }
    for (Value a : args.subList(1, args.size())) {
      out = out.subtract(Value.decimal(a));
    }
    return out;
  }

  private static BigDecimal product(List<Value> args) {
    BigDecimal out = BigDecimal.ONE;
    for (Value a : args) {
      out = out.multiply(Value.decimal(a));
    }
    return out;
  }

  private static BigDecimal divisor(Value value) {
    BigDecimal by = Value.decimal(value);
    if (by.signum() == 0) {
      throw new ValueException(
          "a division by 0", "a divisor that is not 0", "put the condition X != 0 before it.");
    }
    return by;
  }

  private static int digits(Value value) {
    if (value instanceof Num n && n.value() >= 0 && n.value() <= 100) {
      return (int) n.value();
    }
    throw new ValueException(value + " digits after the point", "0 to 100", "");
  }

  /// Down to a whole multiple of the unit, before 1970 too.
  private static Value truncated(List<Value> args) {
    if (args.get(0) instanceof Num t && args.get(1) instanceof Num unit && unit.value() > 0) {
      BigInteger n = BigInteger.valueOf(t.value());
      BigInteger down = n.subtract(n.mod(BigInteger.valueOf(unit.value())));
      return Value.number(new BigDecimal(down));
    }
    throw new ValueException(
        "fn:time:trunc" + args, "an instant and a duration above 0, as numbers", "");
  }

  private static Value item(List<Value> list, Value index) {
    if (index instanceof Num n && n.value() >= 0 && n.value() < list.size()) {
      return list.get((int) n.value());
    }
    throw new ValueException(
        "item " + index + " of a list of " + list.size(), "one from 0 on that is there", "");
  }

  private static Value entry(Value map, Value key) {
    if (map instanceof MapOf m) {
      for (PairOf e : m.entries()) {
        if (e.first().equals(key)) {
          return e.second();
        }
      }
      throw new ValueException(
          "no entry " + key + " in " + map, "one", "ask with :match_field or :match_entry.");
    }
    throw wrong(map, "a map or struct");
  }

  private static List<Value> list(Value value) {
    if (value instanceof ListOf l) {
      return l.items();
    }
    throw wrong(value, "a list");
  }

  private static PairOf pair(Value value) {
    if (value instanceof PairOf p) {
      return p;
    }
    throw wrong(value, "a pair");
  }

  /// The last part of a name, as people write it.
  private static String words(Value value) {
    if (value instanceof Name n) {
      return n.text().substring(n.text().lastIndexOf('/') + 1).replace('_', ' ');
    }
    throw wrong(value, "a name");
  }

  private static String text(Value value) {
    if (value instanceof Text t) {
      return t.text();
    }
    throw wrong(value, "a string");
  }

  private static ValueException wrong(Value value, String expected) {
    String shown = value instanceof Name ? "the name " + value : value.toString();
    return new ValueException(shown, expected, "");
  }
}
