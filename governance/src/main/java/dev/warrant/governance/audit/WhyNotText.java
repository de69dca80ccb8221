package dev.warrant.governance.audit;

import dev.warrant.knowledge.order.Stage;
import dev.warrant.reasoning.ask.Lever;
import dev.warrant.reasoning.ask.Move;
import dev.warrant.reasoning.ask.Obstacle;
import dev.warrant.reasoning.ask.Reached;
import dev.warrant.reasoning.ask.Setting;
import dev.warrant.reasoning.ask.Step;
import dev.warrant.reasoning.explain.Depth;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// A [WhyNotReport] as people read it, in three lengths.
public final class WhyNotText {
  private static final int MID = 3;

  private WhyNotText() {}

  /// `SHORT`: one sentence; `MID`: each refusal with its nearest conditions and the least change;
  /// `LONG`: every condition that failed, and how the change was found.
  public static String of(WhyNotReport r, Depth depth) {
    StringBuilder out = new StringBuilder();
    out.append(r.wanted().text()).append(" in ").append(r.run()).append(" at ").append(r.when());
    out.append('\n').append(r.sentence());
    if (depth != Depth.SHORT) {
      steps(out, r, depth);
      if (depth == Depth.LONG) {
        r.answer().unread().stream()
            .distinct()
            .forEach(u -> out.append("\nnot analysed: ").append(u));
      }
    }
    return out.append('\n').append(r.verdict()).toString();
  }

  private static void steps(StringBuilder out, WhyNotReport r, Depth depth) {
    steps(out, r.answer().steps(), depth);
    ending(out, r);
    for (Aftermath.RefusedOrder o : r.aftermath().refused()) {
      out.append("\norder refused at ").append(WhyNotReport.instant(o.nanos()));
      out.append(" (input ").append(o.seq());
      out.append(", warrant ").append(o.refusal().warrant()).append(")");
      Optional<GuardAgain> again = r.again(o);
      if (again.isPresent()) {
        steps(out, again.get().steps(), depth);
        out.append(
            again.get().through()
                ? "\n  With that the guard would have admitted the order."
                : "\n  No chain of changes to an admission was found.");
      } else {
        out.append(": ").append(r.orderRefused(o));
      }
    }
  }

  private static void steps(StringBuilder out, List<Step> steps, Depth depth) {
    boolean first = true;
    for (Step step : steps) {
      out.append('\n').append(first ? "" : "then ").append("refused ").append(by(step.stage()));
      int most = depth == Depth.LONG ? Integer.MAX_VALUE : MID;
      step.obstacles().stream().limit(most).forEach(o -> obstacle(out, o, depth));
      int more = step.obstacles().size() - most;
      if (more > 0) {
        out.append("\n  and ").append(more).append(" more conditions, with --depth long");
      }
      step.move()
          .ifPresentOrElse(
              m -> move(out, step, m, depth),
              () -> out.append("\n  no change found: ").append(step.without()));
      if (depth == Depth.LONG) {
        List<String> open = step.open().stream().map(Lever::full).toList();
        out.append("\n  open to change: ");
        out.append(open.isEmpty() ? "nothing" : String.join(", ", open));
      }
      first = false;
    }
  }

  private static void obstacle(StringBuilder out, Obstacle o, Depth depth) {
    out.append("\n  ").append(o.says()).append(' ').append(WhyNotReport.named(o));
    if (depth == Depth.LONG) {
      out.append("\n    condition: ").append(o.condition());
      if (!o.value().isEmpty()) {
        out.append("\n    value ").append(o.value());
        out.append(o.limit().isEmpty() ? "" : ", limit " + o.limit());
      }
    }
  }

  private static void move(StringBuilder out, Step step, Move m, Depth depth) {
    out.append("\n  smallest change that undoes it: ").append(words(m));
    boolean guard = step.stage() == Stage.GUARD;
    if (guard) {
      out.append("\n    tried: with it the guard, asked again, refuses no more by this limit;");
      out.append(" with any lesser change it does");
    } else {
      boolean numbers = m.settings().stream().anyMatch(s -> !s.lever().isSwitch());
      out.append("\n    tried: with it this stage refuses no more");
      out.append(numbers ? "; with one unit less of any number in it, it does" : "");
    }
    if (depth == Depth.LONG) {
      out.append("\n    found in ").append(step.tried());
      out.append(guard ? " looks at the limit" : " deliberations").append("; it amounts to ");
      out.append(m.cost().rounded(4, RoundingMode.HALF_UP).toPlainString());
    }
  }

  static String words(Move m) {
    return String.join(" and ", m.settings().stream().map(Setting::words).toList());
  }

  private static void ending(StringBuilder out, WhyNotReport r) {
    List<Step> steps = r.answer().steps();
    if (steps.isEmpty()) {
      return;
    }
    if (r.answer().through()) {
      out.append("\nWith ")
          .append(steps.size() == 1 ? "this" : "all of this")
          .append(" there would be a warrant");
      Reached.issued(r.answer().last(), r.wanted())
          .ifPresentOrElse(
              w -> out.append(": ").append(r.terms(w)),
              () -> out.append(": the live one would stand"));
      out.append(".");
    } else {
      out.append("\nNo chain of changes to a warrant was found.");
    }
    if (!r.whatIf().isEmpty()) {
      out.append("\nTry it: ").append(r.whatIf());
    }
  }

  private static String by(Stage stage) {
    return switch (stage) {
      case FACTS -> "by the rules";
      case STRATEGY -> "by the theory";
      case FEASIBLE -> "by the limits";
      case SIZING -> "by the sizing";
      case GUARD -> "by the guard";
      case SAFETY -> "by the mode";
      case VENUE -> "by the venue";
    };
  }
}
