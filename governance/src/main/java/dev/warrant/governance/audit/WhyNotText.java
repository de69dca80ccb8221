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
    boolean first = true;
    for (Step step : r.answer().steps()) {
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
    ending(out, r);
    r.aftermath()
        .refused()
        .forEach(o ->
            out.append("\norder refused at ")
                .append(WhyNotReport.instant(o.nanos()))
                .append(" (input ")
                .append(o.seq())
                .append(", warrant ")
                .append(o.refusal().warrant())
                .append("): ")
                .append(r.orderRefused(o)));
    if (!r.aftermath().refused().isEmpty()) {
      out.append("\n  what the guard measured then is not kept, so a change is not tried again;")
          .append(" the distance is the margin that was missing");
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
    boolean numbers = m.settings().stream().anyMatch(s -> !s.lever().isSwitch());
    out.append("\n    tried: with it this stage refuses no more");
    out.append(numbers ? "; with one unit less of any number in it, it does" : "");
    if (depth == Depth.LONG) {
      out.append("\n    found in ").append(step.tried()).append(" deliberations; it amounts to ");
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
