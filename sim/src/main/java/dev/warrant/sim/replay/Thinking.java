package dev.warrant.sim.replay;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.deliberate.DeskDeliberator;
import dev.warrant.rules.pack.StrategyPack;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The engines of deliberation that are open, one set at a time.
final class Thinking implements AutoCloseable {
  private final @Nullable Path cache;
  private @Nullable Deliberator engines;

  /// The same for questions, which ask about one cut again and again.
  private @Nullable Deliberator asked;

  /// The same without the solver, to search with.
  private @Nullable Deliberator sketching;

  private @Nullable StrategyPack strategy;
  private @Nullable Cut latestCut;
  private @Nullable Deliberation latest;

  /// @param cache folder of compiled rules, or null
  Thinking(@Nullable Path cache) {
    this.cache = cache;
  }

  /// Opens engines in place of those that were open.
  Deliberator open(DeskRules under, List<Instrument> instruments, int leverage) {
    close();
    strategy = under.strategy();
    Deliberator made = under.deliberator(instruments, leverage, cache);
    engines = made;
    asked = made instanceof DeskDeliberator desk ? desk.remembering() : made;
    sketching = made instanceof DeskDeliberator desk ? desk.sketching() : asked;
    return made;
  }

  /// The strategy they think by; null before any were opened.
  @Nullable StrategyPack strategy() {
    return strategy;
  }

  /// Deliberates over a cut; at once if it is the one deliberated over last.
  ///
  /// @throws IllegalStateException if no engines are open
  Deliberation deliberate(Cut over) {
    Deliberator open = asked;
    if (open == null) {
      throw new IllegalStateException("no moment was asked for");
    }
    Deliberation known = latest;
    if (known == null || !over.equals(latestCut)) {
      known = open.deliberate(over);
      latest = known;
      latestCut = over;
    }
    return known;
  }

  /// What the engines would conclude if the solver confirmed what arithmetic claims.
  ///
  /// @throws IllegalStateException if no engines are open
  Deliberation sketch(Cut over) {
    Deliberator open = sketching;
    if (open == null) {
      throw new IllegalStateException("no moment was asked for");
    }
    return open.deliberate(over);
  }

  @Override
  public void close() {
    if (engines != null) {
      engines.close();
      engines = null;
      asked = null;
      sketching = null;
    }
    latest = null;
    latestCut = null;
  }
}
