package dev.warrant.governance.audit.window;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Clocks;
import dev.warrant.governance.audit.Columns;
import dev.warrant.governance.audit.Told;
import dev.warrant.knowledge.journal.JournalDamaged;
import dev.warrant.knowledge.trace.TraceFault;
import dev.warrant.perception.pattern.PatternEvent;
import dev.warrant.perception.pattern.PatternWindow;
import dev.warrant.reasoning.explain.Depth;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/// What a match of a pattern stood on: the events in its window at the instant it matched, each
/// with its input, or the steps of its sequence. The engine itself tells them, while perception is
/// played again from the inputs; they count only if that comes to the recorded match.
public final class MatchWindow {
  private static final int SHOWN = 5;

  private final RunFolder run;
  private final Matches.Match match;
  private final MatchReplay.Outcome outcome;
  private final Clocks clocks;

  private MatchWindow(
      RunFolder run, Matches.Match match, MatchReplay.Outcome outcome, Clocks clocks) {
    this.run = run;
    this.match = match;
    this.outcome = outcome;
    this.clocks = clocks;
  }

  /// Answers.
  ///
  /// @param progress given the time of the match, who hears how many inputs were played, now and
  ///   then
  /// @throws IllegalArgumentException if nothing like it is recorded, or several are
  public static Told of(
      RunFolder run, MatchAsked asked, Depth depth, LongFunction<LongConsumer> progress) {
    try {
      Matches.Meant meant = Matches.find(run, asked);
      Matches.Match match = meant.match();
      if (match == null) {
        return alarm(
            run, "the match", List.of("the trace has " + meant.node() + ", the journal none so"));
      }
      MatchReplay.Outcome outcome = MatchReplay.of(run, match, progress.apply(match.nanos()));
      PatternWindow window = outcome.window();
      return window == null
          ? alarm(run, name(match), outcome.alarms())
          : new MatchWindow(run, match, outcome, Clocks.of(run)).told(window, depth);
    } catch (JournalDamaged | TraceFault e) {
      return alarm(run, "the match", List.of(String.valueOf(e.getMessage())));
    }
  }

  private static String name(Matches.Match m) {
    return m.pattern().name() + " of " + m.symbol() + " at input " + m.seq();
  }

  private static Told alarm(RunFolder run, String what, List<String> alarms) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", run.id()).put("match", what).put("verified", false).put("status", "unexplained");
    ArrayNode all = o.putArray("alarms");
    alarms.forEach(all::add);
    StringBuilder out = new StringBuilder("UNEXPLAINED: ").append(what);
    out.append("\nALARM: the record of ").append(run.id());
    out.append(" does not lead to this match as it is told.");
    alarms.forEach(a -> out.append("\n  ").append(a.replace("\n", "\n  ")));
    out.append("\nMaybe ./warrant trace verify finds the record that was changed.");
    return new Told(o, out.toString(), 1);
  }

  private Told told(PatternWindow window, Depth depth) {
    StringBuilder out = new StringBuilder(sentence(window));
    out.append("\ntimes by ").append(clocks.says());
    if (depth != Depth.SHORT) {
      out.append(rows(window, depth == Depth.LONG));
    }
    if (depth == Depth.LONG) {
      out.append("\nasked of the engine: ").append(outcome.statement());
    }
    return Told.of(json(window), out.append('\n').append(vouched()));
  }

  private String sentence(PatternWindow w) {
    StringBuilder out = new StringBuilder(match.pattern().name());
    out.append(" of ").append(match.symbol()).append(" in ").append(run.id());
    out.append(" matched at ").append(Clocks.instant(match.pattern().fromNanos()));
    out.append(" (input ").append(match.seq()).append(") with value ");
    out.append(match.pattern().value()).append(", in force until ");
    out.append(Clocks.instant(match.pattern().untilNanos())).append(": ");
    return out.append(stood(w)).append('.').toString();
  }

  private static String stood(PatternWindow w) {
    String told =
        switch (w.kind()) {
          case EVENT -> "on one event alone, of " + where(w.leaves().getFirst());
          case RUNNING ->
              "on a figure kept over all events since the desk began; the last is of "
                  + where(w.leaves().getLast());
          case SEQUENCE ->
              "opened by "
                  + step(w.leaves().getFirst())
                  + ", closed by "
                  + step(w.leaves().getLast());
          case WINDOW -> window(w.leaves());
        };
    return w.whole() || w.kind() == PatternWindow.Kind.RUNNING
        ? told
        : told + ", and on events before these, at which `prior` looks";
  }

  private static String window(List<PatternWindow.Leaf> leaves) {
    return leaves.isEmpty()
        ? "its window was empty"
        : "its window held "
            + leaves.size()
            + (leaves.size() == 1 ? " event" : " events")
            + ", opened by that of "
            + where(leaves.getFirst())
            + ", closed by that of "
            + where(leaves.getLast());
  }

  private static String step(PatternWindow.Leaf leaf) {
    return leaf.tag() + " of " + where(leaf);
  }

  private static String where(PatternWindow.Leaf leaf) {
    return Clocks.instant(leaf.nanos()) + " (input " + leaf.seq() + ")";
  }

  private String rows(PatternWindow w, boolean all) {
    boolean steps = w.leaves().stream().anyMatch(leaf -> !leaf.tag().isEmpty());
    Columns table =
        steps
            ? new Columns("input", "time", "step", "event")
            : new Columns("input", "time", "event");
    LeafWords words = new LeafWords(outcome.instruments());
    List<PatternWindow.Leaf> leaves = w.leaves();
    int hidden = all || leaves.size() <= 2 * SHOWN + 1 ? 0 : leaves.size() - 2 * SHOWN;
    for (int i = 0; i < leaves.size(); i++) {
      PatternWindow.Leaf leaf = leaves.get(i);
      if (hidden > 0 && i == SHOWN) {
        row(table, steps, "…", "", "", hidden + " more; --depth long has all");
      }
      if (hidden == 0 || i < SHOWN || i >= leaves.size() - SHOWN) {
        row(table, steps, leaf.seq(), Clocks.instant(leaf.nanos()), leaf.tag(), words.of(leaf));
      }
    }
    return table.toString();
  }

  private static void row(
      Columns table, boolean steps, Object seq, String time, String step, String says) {
    if (steps) {
      table.row(seq, time, step, says);
    } else {
      table.row(seq, time, says);
    }
  }

  private String vouched() {
    return ("Verified: perception was played again over inputs %d to %d (%d of them), and came to"
            + " this match and to each of the %d of this pattern recorded before it.")
        .formatted(outcome.first(), match.seq(), outcome.inputs(), outcome.before());
  }

  private ObjectNode json(PatternWindow w) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", run.id()).put("pattern", match.pattern().name());
    o.put("instrument", match.symbol()).put("input", match.seq());
    o.put("value", match.pattern().value());
    o.put("from", Clocks.instant(match.pattern().fromNanos()));
    o.put("until", Clocks.instant(match.pattern().untilNanos()));
    o.put("sentence", sentence(w)).put("verified", true).put("status", "verified");
    o.put("firstInput", outcome.first()).put("inputsPlayed", outcome.inputs());
    o.put("matchesBefore", outcome.before());
    o.put("kind", w.kind().name().toLowerCase(Locale.ROOT)).put("whole", w.whole());
    o.put("count", w.leaves().size()).put("statement", outcome.statement());
    o.set("clock", clocks.json());
    if (!w.leaves().isEmpty()) {
      place(w.leaves().getFirst(), o.putObject("opened"));
      place(w.leaves().getLast(), o.putObject("closed"));
    }
    LeafWords words = new LeafWords(outcome.instruments());
    ArrayNode leaves = o.putArray("leaves");
    w.leaves().forEach(leaf -> leaf(leaf, words, leaves.addObject()));
    return o;
  }

  private static void place(PatternWindow.Leaf leaf, ObjectNode o) {
    o.put("input", leaf.seq()).put("at", Clocks.instant(leaf.nanos()));
  }

  private static void leaf(PatternWindow.Leaf leaf, LeafWords words, ObjectNode o) {
    place(leaf, o);
    if (!leaf.tag().isEmpty()) {
      o.put("step", leaf.tag());
    }
    o.put("event", LeafWords.type(leaf.event())).put("says", words.of(leaf));
    if (leaf.event() instanceof PatternEvent.Pulse && leaf.since() < leaf.seq()) {
      o.put("tellsFrom", leaf.since()).put("tellsTo", leaf.seq() - 1);
    }
    LeafWords.columns(leaf.event(), o.putObject("columns"));
  }
}
