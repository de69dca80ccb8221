package dev.warrant.perception.pattern;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.runtime.client.EPStatement;
import dev.warrant.knowledge.fact.Fact;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Patterns in EPL, matched by Esper. A statement selects `instrument` and `value`, is named by
/// `@name`, and says with `@Tag(name='holdMs', value='2000')` for how long a match stays in force.
/// Time comes from outside only; one thread.
public final class EsperPatterns implements Patterns {
  private final PatternRuntime runtime;
  private long seq;
  private long nanos;
  private @Nullable Consumer<Fact.Pattern> out;

  private EsperPatterns(PatternRuntime runtime) {
    this.runtime = runtime;
  }

  /// Compiles and starts all patterns; about a second for the first, so not on a thread that
  /// trades.
  ///
  /// @throws PatternException with file and line for the first that cannot be used
  public static EsperPatterns load(List<PatternSource> sources) {
    Configuration configuration = PatternCompiler.configuration();
    List<EPCompiled> compiled =
        sources.stream().map(s -> PatternCompiler.compile(s, configuration)).toList();
    EsperPatterns patterns = new EsperPatterns(new PatternRuntime(configuration));
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
    enter(atSeq, atNanos, sink);
    runtime.advance(atNanos);
  }

  @Override
  public void on(long atSeq, long atNanos, PatternEvent event, Consumer<Fact.Pattern> sink) {
    advance(atSeq, atNanos, sink);
    switch (event) {
      case PatternEvent.Book b -> runtime.book(b);
      case PatternEvent.Trade t -> runtime.trade(t);
      case PatternEvent.Pulse p -> runtime.pulse(p);
    }
  }

  @Override
  public void close() {
    runtime.close();
  }

  private void enter(long atSeq, long atNanos, Consumer<Fact.Pattern> sink) {
    seq = atSeq;
    nanos = atNanos;
    out = sink;
  }

  private void deploy(PatternSource source, EPCompiled compiled, Set<String> names) {
    for (EPStatement statement : runtime.deploy(source, compiled)) {
      Matching matching = Matching.of(source, statement);
      if (!names.add(matching.name())) {
        throw new PatternException(
            source.file(),
            1,
            "a second pattern named " + matching.name(),
            "give it another @name.");
      }
      statement.addListener((now, _, _, _) -> matched(matching, now));
    }
  }

  private void matched(Matching matching, EventBean @Nullable [] matches) {
    Consumer<Fact.Pattern> sink = out;
    if (matches == null || sink == null) {
      return;
    }
    for (EventBean match : matches) {
      sink.accept(matching.fact(match, seq, nanos));
    }
  }
}
