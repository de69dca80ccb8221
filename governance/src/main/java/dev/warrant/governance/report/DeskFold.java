package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.CommandMark;
import dev.warrant.governance.report.ReportData.ModeMark;
import dev.warrant.governance.report.ReportData.PatternRow;
import dev.warrant.governance.report.ReportData.PatternSpan;
import dev.warrant.governance.report.ReportData.Sample;
import dev.warrant.governance.report.ReportData.Stretch;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// What the desk as a whole went through: modes, commands, patterns, deliberations, refusals.
final class DeskFold {
  private static final int MARKS_MAX = 200;
  private static final int SPANS_MAX = 400;
  private static final int ROWS_MAX = 40;
  private static final long CERTAIN_PPM = 1_000_000;
  private static final String STOPPING = "desk: stopping";

  private final Ribbon<Mode> modes = new Ribbon<>(Mode.values());
  private final Thinned<ModeMark> changes = new Thinned<>(MARKS_MAX);
  private final Thinned<CommandMark> commands = new Thinned<>(MARKS_MAX);
  private final TreeMap<RowKey, Thinned<PatternSpan>> patterns = new TreeMap<>();
  private final Tallies refusals = new Tallies();
  private Mode mode = Mode.NORMAL;
  private boolean moved;
  private long deliberations;
  private long gave;
  private long objected;
  private long intents;
  private long objections;
  private long refused;

  private record RowKey(String name, int instrument) implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER =
        Comparator.comparing(RowKey::name).thenComparingInt(RowKey::instrument);

    @Override
    public int compareTo(RowKey o) {
      return ORDER.compare(this, o);
    }
  }

  void mode(Derived.ModeChanged m, long nanos, long begin) {
    if (!moved) {
      moved = true;
      modes.set(m.from(), CERTAIN_PPM, begin);
    }
    // The pause with which a desk ends is no news of how it stood.
    mode = m.why().endsWith(STOPPING) ? mode : m.to();
    modes.set(m.to(), CERTAIN_PPM, nanos);
    changes.add(new ModeMark(nanos, m.from(), m.to(), m.why()));
  }

  void command(DeskEvent.Command c, long nanos) {
    commands.add(new CommandMark(nanos, c));
  }

  void matched(Fact.Pattern p, long nanos) {
    RowKey key = new RowKey(p.name(), p.instrument());
    if (patterns.containsKey(key) || patterns.size() < ROWS_MAX) {
      long from = p.fromNanos() > 0 ? Math.min(p.fromNanos(), nanos) : nanos;
      patterns
          .computeIfAbsent(key, k -> new Thinned<>(SPANS_MAX))
          .add(new PatternSpan(from, Math.max(nanos, p.untilNanos()), p.value()));
    }
  }

  void deliberated(Derived.Deliberated d) {
    deliberations++;
    intents += d.intents();
    objections += d.objections();
    if (d.warrants() > 0) {
      gave++;
    } else if (d.objections() > 0) {
      objected++;
    }
  }

  void refused(Refusal r, long nanos) {
    refused++;
    refusals.count(r.objection().rule(), nanos, r.objection().says());
  }

  Mode lastMode() {
    return mode;
  }

  List<Stretch<Mode>> modes(long until) {
    return modes.stretches(until);
  }

  Sample<ModeMark> changes() {
    return changes.sample();
  }

  Sample<CommandMark> commands() {
    return commands.sample();
  }

  List<PatternRow> patterns() {
    List<PatternRow> out = new ArrayList<>();
    patterns.forEach(
        (key, spans) -> out.add(new PatternRow(key.name(), key.instrument(), spans.sample())));
    return out;
  }

  Tallies refusals() {
    return refusals;
  }

  long deliberations() {
    return deliberations;
  }

  long gave() {
    return gave;
  }

  long objected() {
    return objected;
  }

  long intents() {
    return intents;
  }

  long objections() {
    return objections;
  }

  long refused() {
    return refused;
  }
}
