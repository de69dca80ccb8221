package dev.warrant.governance.audit.window;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.trace.TraceFound;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the match a question means among those that the journal of a run has.
final class Matches {
  private static final String NODE = "[0-9a-f]{6,64}";
  private static final int INDEXED_DIGITS = 32;

  /// A match where the journal has it.
  ///
  /// @param ordinal its place among the conclusions of input `seq`
  /// @param symbol of its instrument
  record Match(long seq, int ordinal, long nanos, Fact.Pattern pattern, String symbol) {
    private String says() {
      return "--match " + seq + " --pattern " + pattern.name() + " --instrument " + symbol;
    }
  }

  /// What a question means.
  ///
  /// @param match null if the journal has none that says what the trace says
  /// @param node what the trace says; empty if it was not asked by a node
  record Meant(@Nullable Match match, String node) {}

  private Matches() {}

  /// @throws IllegalArgumentException if nothing like it is recorded, or several are
  static Meant find(RunFolder run, MatchAsked asked) {
    return asked.node().isEmpty() ? byPlace(run, asked) : byNode(run, asked.node());
  }

  private static Meant byPlace(RunFolder run, MatchAsked asked) {
    List<Match> all = read(run, asked::means);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "the journal of " + run.id() + " has no match" + asked.says() + heard(run));
    }
    TreeSet<String> kinds = new TreeSet<>();
    all.forEach(m -> kinds.add(m.says()));
    if (asked.seq() > 0 && kinds.size() > 1) {
      throw new IllegalArgumentException(
          "input "
              + asked.seq()
              + " has "
              + kinds.size()
              + " matches, expected one\nMaybe "
              + String.join(", or ", kinds));
    }
    return new Meant(all.getLast(), "");
  }

  private static String heard(RunFolder run) {
    TreeSet<String> names = new TreeSet<>();
    for (Match m : read(run, _ -> true)) {
      names.add(m.pattern().name() + " of " + m.symbol());
    }
    if (names.isEmpty() && JournalMap.of(run.journal()).stripped()) {
      return ": it was stripped of conclusions\nMaybe ask the run it was made from";
    }
    return names.isEmpty()
        ? "\nMaybe another run: no pattern matched in this one"
        : "\nMaybe one of " + String.join(", ", names);
  }

  private static Meant byNode(RunFolder run, String digits) {
    TraceNode node = node(run, digits);
    String content = node.content();
    if (!content.startsWith(Fact.Pattern.class.getSimpleName() + "(")) {
      throw new IllegalArgumentException(
          "node " + node.id().brief() + " is no match of a pattern, but " + content);
    }
    List<Match> all = read(run, m -> Canon.text(m.pattern()).equals(content));
    return new Meant(all.isEmpty() ? null : all.getLast(), content);
  }

  private static TraceNode node(RunFolder run, String digits) {
    if (!digits.matches(NODE)) {
      throw new IllegalArgumentException(
          "found \"" + digits + "\", expected first digits of a node's digest, six or more");
    }
    TraceReader trace = TraceReader.open(run.trace());
    TreeMap<String, TraceNode> found = new TreeMap<>();
    if (digits.length() >= INDEXED_DIGITS) {
      long a = Long.parseUnsignedLong(digits.substring(0, 16), 16);
      long b = Long.parseUnsignedLong(digits.substring(16, INDEXED_DIGITS), 16);
      for (TraceFound one : trace.beginning(a, b)) {
        found.put(one.node().id().hex(), one.node());
      }
    } else {
      trace.forEach(node -> {
        if (node.id().hex().startsWith(digits)) {
          found.put(node.id().hex(), node);
        }
      });
    }
    found.keySet().removeIf(id -> !id.startsWith(digits));
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "the trace of "
              + run.id()
              + " has "
              + (found.isEmpty() ? "no node " : found.size() + " nodes ")
              + digits
              + "\nMaybe ./warrant why ORDER --depth long shows the matches below an order");
    }
    return Objects.requireNonNull(found.firstEntry()).getValue();
  }

  private static List<Match> read(RunFolder run, Predicate<Match> wanted) {
    List<Match> out = new ArrayList<>();
    List<Instrument> instruments = new ArrayList<>();
    Excerpt.read(
        run,
        List.of(Kind.STARTED, Kind.MATCHED),
        entry -> {
          if (entry instanceof Entry.Input i
              && i.stamped().event() instanceof DeskEvent.Started s) {
            instruments.clear();
            instruments.addAll(s.instruments());
          } else if (entry instanceof Entry.Concluded c
              && c.derived() instanceof Derived.Matched(Fact.Pattern p)) {
            Match m = new Match(c.seq(), c.ordinal(), c.nanos(), p, symbol(instruments, p));
            if (wanted.test(m)) {
              out.add(m);
            }
          }
        });
    return out;
  }

  private static String symbol(List<Instrument> instruments, Fact.Pattern p) {
    return p.instrument() < 0 || p.instrument() >= instruments.size()
        ? String.valueOf(p.instrument())
        : instruments.get(p.instrument()).symbol();
  }
}
