package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a predicate.
///
/// @param arity arguments as written
/// @param times columns of time behind them: 0, 2 or 3
/// @param decl its declaration, if there is one
/// @param at where it first appears
public record Signature(String predicate, int arity, int times, @Nullable Decl decl, Place at) {
  /// All columns.
  public int width() {
    return arity + times;
  }

  /// Kinds that may stand in a column, as far as declared.
  public int declared(int column) {
    if (column >= arity) {
      return Kind.NUMBER.bit();
    }
    if (decl == null || decl.bounds().isEmpty()) {
      return Kind.ANY;
    }
    return decl.bounds().stream().mapToInt(b -> b.get(column).kinds()).reduce(0, (a, b) -> a | b);
  }

  /// Whether the declaration admits a row.
  public boolean admits(List<Value> values) {
    for (int i = arity; i < width(); i++) {
      if (!(values.get(i) instanceof Value.Num)) {
        return false;
      }
    }
    if (times > 0 && values.get(arity).compareTo(values.get(arity + 1)) > 0) {
      return false;
    }
    return decl == null
        || decl.bounds().isEmpty()
        || decl.bounds().stream().anyMatch(b -> admits(b, values));
  }

  private static boolean admits(List<Type> bound, List<Value> values) {
    for (int i = 0; i < bound.size(); i++) {
      if (!bound.get(i).admits(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// What a row must be, in words.
  public String expects() {
    String time = times == 0 ? "" : " and from an instant to one that is not earlier";
    return decl == null || decl.bounds().isEmpty()
        ? "any values" + time
        : String.join(" or ", decl.bounds().stream().map(Object::toString).toList()) + time;
  }
}
