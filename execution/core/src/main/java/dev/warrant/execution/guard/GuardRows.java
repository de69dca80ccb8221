package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.List;

/// The rows of a policy that compare sums of measures and constants, as text for another engine to
/// be measured on, with vectors to ask about. What a row needs beyond that (conditions, minima,
/// ranges) is left out, which favours the other engine.
///
/// @param violations per row, when it is violated: comparisons over `at(slot)`, joined by `&&`
/// @param rows how many rows the guard has in all
/// @param vectors measure vectors, one in sixteen refused
public record GuardRows(List<String> violations, int rows, List<long[]> vectors) {
  public GuardRows {
    violations = List.copyOf(violations);
    vectors = List.copyOf(vectors);
  }

  /// The rows of the entry guard of `pack`.
  public static GuardRows of(PolicyPack pack) {
    CompiledGuard compiled = GuardCompiler.compile(pack);
    List<String> out = new ArrayList<>();
    for (Plan.Step step : compiled.plan().steps()) {
      Test.Compare c = step.row().require();
      StringBuilder text = new StringBuilder();
      boolean plain = step.row().when() instanceof Test.Always;
      if (plain && side(c.left(), text)) {
        text.append(opposite(c.op()));
        if (side(c.right(), text)) {
          out.add(step.guarded() ? at(MeasureId.ORDER_INCREASING) + "==1L && " + text : "" + text);
        }
      }
    }
    long[][] vectors = GuardBench.vectors(compiled, new SeededRandom(1));
    return new GuardRows(out, compiled.plan().steps().size(), List.of(vectors));
  }

  private static String at(MeasureId id) {
    return "at(" + MeasureBoard.slot(id) + ")";
  }

  private static boolean side(Term term, StringBuilder out) {
    return switch (term) {
      case Term.Const(long value) -> add(out, value + "L");
      case Term.Slot(MeasureId id, Span _) -> add(out, at(id));
      case Term.Add(Term l, Term r, Span _) -> pair(l, "+", r, out);
      case Term.Sub(Term l, Term r, Span _) -> pair(l, "-", r, out);
      case Term.Mul(Term l, Term r, Span _) -> pair(l, "*", r, out);
      case Term.Neg _, Term.Abs _, Term.Min _, Term.Max _, Term.Pick _ -> false;
    };
  }

  private static boolean pair(Term left, String op, Term right, StringBuilder out) {
    out.append('(');
    boolean done = side(left, out);
    out.append(op);
    done = done && side(right, out);
    out.append(')');
    return done;
  }

  private static boolean add(StringBuilder out, String text) {
    out.append(text);
    return true;
  }

  private static String opposite(Cond.Op op) {
    return switch (op) {
      case LE -> ">";
      case LT -> ">=";
      case GE -> "<";
      case GT -> "<=";
      case EQ -> "!=";
      case NE -> "==";
    };
  }
}
