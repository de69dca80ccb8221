package dev.warrant.reasoning.prove;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Under which conditions code is reached: one condition after the other, from the method's start.
/// Paths that part and meet again share their beginning, so formulas stay as small as the code.
final class Path {
  private final @Nullable Path up;
  private final Term condition;
  private final Term term;
  private final int depth;

  private Path(@Nullable Path up, Term condition, Term term) {
    this.up = up;
    this.condition = condition;
    this.term = term;
    this.depth = up == null ? 0 : up.depth + 1;
  }

  static Path start(Terms t) {
    return new Path(null, t.truth(true), t.truth(true));
  }

  Path then(Terms t, Term next) {
    return next.is(true) ? this : new Path(this, next, t.and(term, next));
  }

  /// All conditions together.
  Term term() {
    return term;
  }

  /// The conditions in order.
  List<Term> conditions() {
    return below(null);
  }

  /// The conditions after `above`.
  List<Term> below(@Nullable Path above) {
    List<Term> out = new ArrayList<>();
    for (Path at = this; at != above && at.up != null; at = at.up) {
      out.add(at.condition);
    }
    Collections.reverse(out);
    return out;
  }

  /// The longest beginning that all `paths` share; they start in the same method.
  // Paths are shared nodes: the very same beginning is meant.
  @SuppressWarnings("ReferenceEquality")
  static Path shared(List<Path> paths) {
    Path out = paths.getFirst();
    for (Path other : paths) {
      Path a = out;
      Path b = other;
      while (a != b) {
        boolean left = a.depth >= b.depth;
        Path one = left ? a.up : b.up;
        if (one == null) {
          throw new IllegalStateException("two paths without a common start");
        }
        a = left ? one : a;
        b = left ? b : one;
      }
      out = a;
    }
    return out;
  }
}
