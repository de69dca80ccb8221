package dev.warrant.perception.pattern;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.runtime.client.EPStatement;
import dev.warrant.knowledge.fact.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One pattern of a pack in an engine of its own, whose statement also selects its window. The
/// statement it was made from has passed the fence, like any that a desk loads.
final class EsperWindows implements WindowPatterns {
  private static final Comparator<Row> FED =
      Comparator.<Row>comparingLong(r -> r.origin().order()).thenComparing(Row::tag);

  private final WindowStatement told;
  private final PatternRuntime runtime;
  private final String epl;
  private final TreeMap<Integer, Long> lastPulse = new TreeMap<>();
  private long fed;
  private long first = -1;
  private long seq;
  private long nanos;
  private @Nullable Consumer<Fact.Pattern> out;
  private @Nullable EventBean telling;

  /// An event in a window, with its name there.
  private record Row(String tag, Fed of) {
    Fed.Origin origin() {
      return of.origin();
    }

    PatternWindow.Leaf leaf() {
      Fed.Origin o = of.origin();
      return new PatternWindow.Leaf(tag, o.seq(), o.since(), o.nanos(), of.event());
    }
  }

  private EsperWindows(WindowStatement told, String epl, PatternRuntime runtime) {
    this.told = told;
    this.epl = epl;
    this.runtime = runtime;
  }

  /// @see WindowPatterns#of
  static EsperWindows load(List<PatternSource> sources, String name) {
    Configuration plain = PatternCompiler.configuration();
    PatternCompiler.Found found = PatternCompiler.find(sources, name, plain);
    PatternCompiler.compile(found.source(), plain);
    WindowStatement told = new WindowStatement(found.model(), found.source().text());
    String epl = told.epl();
    Configuration telling = PatternCompiler.telling();
    EPCompiled compiled = PatternCompiler.compileTelling(found.source(), epl, telling);
    EsperWindows windows = new EsperWindows(told, epl, new PatternRuntime(telling));
    try {
      for (EPStatement statement : windows.runtime.deploy(found.source(), compiled)) {
        Matching matching = Matching.of(found.source(), statement);
        statement.addListener((now, _, _, _) -> windows.matched(matching, now));
      }
    } catch (PatternException e) {
      windows.close();
      throw e;
    }
    return windows;
  }

  @Override
  public void advance(long atSeq, long atNanos, Consumer<Fact.Pattern> sink) {
    if (first < 0) {
      first = atSeq;
    }
    seq = atSeq;
    nanos = atNanos;
    out = sink;
    runtime.advance(atNanos);
  }

  @Override
  public void on(long atSeq, long atNanos, PatternEvent event, Consumer<Fact.Pattern> sink) {
    advance(atSeq, atNanos, sink);
    fed++;
    switch (event) {
      case PatternEvent.Book b -> runtime.book(new Fed.Book(b, origin(atSeq)));
      case PatternEvent.Trade t -> runtime.trade(new Fed.Trade(t, origin(atSeq)));
      case PatternEvent.Pulse p -> {
        Long before = lastPulse.put(p.instrument(), atSeq);
        runtime.pulse(new Fed.Pulse(p, origin(before == null ? first : before)));
      }
    }
  }

  private Fed.Origin origin(long since) {
    return new Fed.Origin(fed, seq, since, nanos);
  }

  @Override
  public PatternWindow window() {
    EventBean now = telling;
    if (now == null) {
      throw new IllegalStateException("a window is told with its match, and none is being told");
    }
    return contents(now);
  }

  @Override
  public String statement() {
    return epl;
  }

  @Override
  public void close() {
    runtime.close();
  }

  private void matched(Matching matching, EventBean @Nullable [] matches) {
    Consumer<Fact.Pattern> sink = out;
    if (matches == null || sink == null) {
      return;
    }
    for (EventBean match : matches) {
      telling = match;
      sink.accept(matching.fact(match, seq, nanos));
      telling = null;
    }
  }

  private PatternWindow contents(EventBean match) {
    TreeSet<Row> rows = new TreeSet<>(FED);
    told.columns().forEach((column, tag) -> rows(match.get(column), tag, rows));
    List<PatternWindow.Leaf> leaves = new ArrayList<>();
    rows.forEach(row -> leaves.add(row.leaf()));
    return new PatternWindow(told.kind(), leaves, told.whole());
  }

  /// What a column holds: an event, or several, or sequences of them.
  private void rows(@Nullable Object value, String tag, TreeSet<Row> rows) {
    switch (value) {
      case null -> {}
      case Fed event -> rows.add(new Row(tag, event));
      case EventBean bean -> rows(bean.getUnderlying(), tag, rows);
      case Object[] several -> {
        for (Object one : several) {
          rows(one, tag, rows);
        }
      }
      case Map<?, ?> steps -> {
        for (String step : told.tags()) {
          rows(steps.get(step), step, rows);
        }
      }
      default ->
          throw new IllegalStateException(
              "the engine tells a window of " + value.getClass().getName() + ", expected events");
    }
  }
}
