package dev.warrant.perception.pattern;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.EventSender;
import com.espertech.esper.common.client.annotation.Tag;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import dev.warrant.knowledge.fact.Fact;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Patterns in EPL, matched by Esper. A statement selects `instrument` and `value`, is named by
/// `@name`, and says with `@Tag(name='holdMs', value='2000')` for how long a match stays in force.
/// Time comes from outside only; one thread.
public final class EsperPatterns implements Patterns {
  private static final AtomicLong RUNTIMES = new AtomicLong();

  private final EPRuntime runtime;
  private final EPEventService service;
  private final EventSender books;
  private final EventSender trades;
  private final EventSender pulses;
  private long micros = Long.MIN_VALUE;
  private long seq;
  private long nanos;
  private @Nullable Consumer<Fact.Pattern> out;

  private EsperPatterns(EPRuntime runtime) {
    this.runtime = runtime;
    service = runtime.getEventService();
    books = service.getEventSender("Book");
    trades = service.getEventSender("Trade");
    pulses = service.getEventSender("Pulse");
  }

  /// Compiles and starts all patterns; about a second for the first, so not on a thread that
  /// trades.
  ///
  /// @throws PatternException with file and line for the first that cannot be used
  public static EsperPatterns load(List<PatternSource> sources) {
    Configuration configuration = PatternCompiler.configuration();
    List<EPCompiled> compiled =
        sources.stream().map(s -> PatternCompiler.compile(s, configuration)).toList();
    EPRuntime runtime =
        EPRuntimeProvider.getRuntime("patterns-" + RUNTIMES.incrementAndGet(), configuration);
    EsperPatterns patterns = new EsperPatterns(runtime);
    Set<String> names = new TreeSet<>();
    try {
      for (int i = 0; i < compiled.size(); i++) {
        patterns.deploy(sources.get(i), compiled.get(i), names);
      }
    } catch (PatternException e) {
      patterns.close();
      throw e;
    }
    return patterns;
  }

  @Override
  public void advance(long atSeq, long atNanos, Consumer<Fact.Pattern> sink) {
    long now = Math.floorDiv(atNanos, 1000);
    if (now > micros) {
      enter(atSeq, atNanos, sink);
      if (micros == Long.MIN_VALUE) {
        service.advanceTime(now);
      } else {
        service.advanceTimeSpan(now);
      }
      micros = now;
    }
  }

  @Override
  public void on(long atSeq, long atNanos, PatternEvent event, Consumer<Fact.Pattern> sink) {
    advance(atSeq, atNanos, sink);
    enter(atSeq, atNanos, sink);
    switch (event) {
      case PatternEvent.Book b -> books.sendEvent(b);
      case PatternEvent.Trade t -> trades.sendEvent(t);
      case PatternEvent.Pulse p -> pulses.sendEvent(p);
    }
  }

  @Override
  public void close() {
    runtime.destroy();
  }

  private void enter(long atSeq, long atNanos, Consumer<Fact.Pattern> sink) {
    seq = atSeq;
    nanos = atNanos;
    out = sink;
  }

  private void deploy(PatternSource source, EPCompiled compiled, Set<String> names) {
    try {
      for (EPStatement statement :
          runtime.getDeploymentService().deploy(compiled).getStatements()) {
        String name = statement.getName();
        long holdNanos = 1_000_000L * holdMs(source, statement);
        integer(source, statement, "instrument");
        integer(source, statement, "value");
        if (!names.add(name)) {
          throw new PatternException(
              source.file(), 1, "a second pattern named " + name, "give it another @name.");
        }
        statement.addListener((now, _, _, _) -> matched(name, holdNanos, now));
      }
    } catch (EPDeployException e) {
      PatternException refused =
          new PatternException(source.file(), 1, String.valueOf(e.getMessage()), "rename it.");
      refused.initCause(e);
      throw refused;
    }
  }

  private void matched(String name, long holdNanos, EventBean @Nullable [] matches) {
    Consumer<Fact.Pattern> sink = out;
    if (matches == null || sink == null) {
      return;
    }
    for (EventBean match : matches) {
      int instrument = ((Number) match.get("instrument")).intValue();
      long value = ((Number) match.get("value")).longValue();
      sink.accept(new Fact.Pattern(instrument, seq, name, value, nanos, nanos + holdNanos));
    }
  }

  private static long holdMs(PatternSource source, EPStatement statement) {
    for (Annotation a : statement.getAnnotations()) {
      if (a instanceof Tag tag
          && tag.name().equals("holdMs")
          && tag.value().matches("[1-9]\\d{0,6}")) {
        return Long.parseLong(tag.value());
      }
    }
    throw new PatternException(
        source.file(),
        1,
        "pattern " + statement.getName() + " does not say how long a match holds",
        "add @Tag(name='holdMs', value='2000') before select.");
  }

  private static void integer(PatternSource source, EPStatement statement, String column) {
    Class<?> type =
        statement.getEventType().isProperty(column)
            ? statement.getEventType().getPropertyType(column)
            : Void.class;
    if (type != Long.class && type != long.class && type != Integer.class && type != int.class) {
      throw new PatternException(
          source.file(),
          1,
          "pattern "
              + statement.getName()
              + " selects no integer called "
              + column
              + ", found "
              + type.getSimpleName(),
          "select instrument, … as value with whole numbers only.");
    }
  }
}
