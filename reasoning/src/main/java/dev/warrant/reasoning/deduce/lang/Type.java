package dev.warrant.reasoning.deduce.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What values may stand somewhere.
public sealed interface Type {
  /// Whether `value` may.
  boolean admits(Value value);

  /// The kinds that may, as a mask: everything else certainly may not.
  int kinds();

  /// Values of some kinds, such as `/number` or `/any`.
  record Of(String word, int kinds) implements Type {
    @Override
    public boolean admits(Value value) {
      return (kinds & value.kind().bit()) != 0;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /// Names below a prefix: `/instrument` admits `/instrument/btc`.
  record Below(String prefix) implements Type {
    @Override
    public boolean admits(Value value) {
      return value instanceof Value.Name n && n.text().startsWith(prefix + "/");
    }

    @Override
    public int kinds() {
      return Kind.NAME.bit();
    }

    @Override
    public String toString() {
      return prefix;
    }
  }

  /// Just one value.
  record Only(Value value) implements Type {
    @Override
    public boolean admits(Value other) {
      return value.equals(other);
    }

    @Override
    public int kinds() {
      return value.kind().bit();
    }

    @Override
    public String toString() {
      return ".Singleton<" + value + ">";
    }
  }

  /// Any of several types.
  record AnyOf(List<Type> types) implements Type {
    /// Keeps a copy.
    public AnyOf {
      types = List.copyOf(types);
    }

    @Override
    public boolean admits(Value value) {
      return types.stream().anyMatch(t -> t.admits(value));
    }

    @Override
    public int kinds() {
      return types.stream().mapToInt(Type::kinds).reduce(0, (a, b) -> a | b);
    }

    @Override
    public String toString() {
      return types.stream().map(Type::toString).collect(Collectors.joining(", ", ".Union<", ">"));
    }
  }

  /// Lists of one type of item.
  record Lists(Type item) implements Type {
    @Override
    public boolean admits(Value value) {
      return value instanceof Value.ListOf l && l.items().stream().allMatch(item::admits);
    }

    @Override
    public int kinds() {
      return Kind.LIST.bit();
    }

    @Override
    public String toString() {
      return ".List<" + item + ">";
    }
  }

  /// Pairs.
  record Pairs(Type first, Type second) implements Type {
    @Override
    public boolean admits(Value value) {
      return value instanceof Value.PairOf p
          && first.admits(p.first())
          && second.admits(p.second());
    }

    @Override
    public int kinds() {
      return Kind.PAIR.bit();
    }

    @Override
    public String toString() {
      return ".Pair<" + first + ", " + second + ">";
    }
  }

  /// Maps.
  record Maps(Type key, Type value) implements Type {
    @Override
    public boolean admits(Value other) {
      return other instanceof Value.MapOf m
          && !m.struct()
          && m.entries().stream().allMatch(e -> key.admits(e.first()) && value.admits(e.second()));
    }

    @Override
    public int kinds() {
      return Kind.MAP.bit();
    }

    @Override
    public String toString() {
      return ".Map<" + key + ", " + value + ">";
    }
  }

  /// Structs with exactly these fields; optional ones may be missing.
  record Structs(List<Field> fields) implements Type {
    /// Keeps a copy.
    public Structs {
      fields = List.copyOf(fields);
    }

    /// One field.
    public record Field(Value name, Type type, boolean optional) {}

    @Override
    public boolean admits(Value value) {
      if (!(value instanceof Value.MapOf m) || !m.struct()) {
        return false;
      }
      List<Value.PairOf> left = new ArrayList<>(m.entries());
      for (Field field : fields) {
        boolean there =
            left.removeIf(e -> e.first().equals(field.name) && field.type.admits(e.second()));
        if (!there && !field.optional) {
          return false;
        }
      }
      return left.isEmpty();
    }

    @Override
    public int kinds() {
      return Kind.STRUCT.bit();
    }

    @Override
    public String toString() {
      return fields.stream()
          .map(f -> (f.optional ? "opt " : "") + f.name + " : " + f.type)
          .collect(Collectors.joining(", ", ".Struct<", ">"));
    }
  }
}
