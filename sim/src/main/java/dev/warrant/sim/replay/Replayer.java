package dev.warrant.sim.replay;

import dev.warrant.execution.desk.DeferredDeliberation;
import dev.warrant.execution.desk.Desk;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskParts;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.SilentLink;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Rebuilds a run from its inputs alone: the same desk, a silent link, deliberations computed where
/// the journal says their results took effect.
public final class Replayer implements AutoCloseable {
  private static final long PROGRESS_EVERY = 50_000;

  private final DeskRules rules;
  private final @Nullable Path cache;
  private final LongConsumer progress;
  private final Latencies latencies = new Latencies();
  private @Nullable Desk desk;
  private @Nullable Deliberator deliberator;
  private long inputs;

  /// @param rules the packs of the run; their digests must be those in the journal
  /// @param cache folder of compiled rules, or null
  /// @param progress hears the number of inputs replayed, now and then
  public Replayer(DeskRules rules, @Nullable Path cache, LongConsumer progress) {
    this.rules = rules;
    this.cache = cache;
    this.progress = progress;
  }

  /// Replays the journal in `folder`.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if it is not what was written
  /// @throws IllegalStateException if it was written under other packs
  public Replayed replay(Path folder) {
    Comparison comparison = new Comparison(JournalReader.tail(folder).stripped());
    JournalSummary summary =
        JournalReader.read(
            folder,
            entry -> {
              switch (entry) {
                case Entry.Input i -> input(i.stamped(), comparison);
                case Entry.Concluded c -> comparison.recorded(c.derived());
              }
            });
    comparison.settle(summary.closed() || summary.stripped() ? Integer.MAX_VALUE : tail(folder));
    return new Replayed(
        summary,
        summary.stripped(),
        inputs,
        comparison.conclusions(),
        comparison.orders(),
        new Roots(comparison.journalRoot(), comparison.traceRoot(), comparison.traceSize()),
        comparison.difference());
  }

  /// Conclusions of the last input of a run that died.
  private static int tail(Path folder) {
    int[] count = {0};
    JournalReader.read(folder, entry -> count[0] = entry instanceof Entry.Input ? 0 : count[0] + 1);
    return count[0];
  }

  private void input(Stamped next, Comparison comparison) {
    comparison.input(next);
    if (next.event() instanceof DeskEvent.Started started && desk == null) {
      desk = new Desk(parts(started, comparison));
    }
    Desk now = desk;
    if (now == null) {
      throw new IllegalStateException("the journal does not begin with Started, but " + next);
    }
    now.on(next.seq(), next.nanos(), next.event());
    if (++inputs % PROGRESS_EVERY == 0) {
      progress.accept(inputs);
    }
  }

  private DeskParts parts(DeskEvent.Started s, Comparison comparison) {
    same("policy pack", s.policy().hex(), rules.policy().digest().hex());
    same("strategy pack", s.strategy().hex(), rules.strategy().digest().hex());
    same("regime model", s.model().hex(), rules.model().digest().hex());
    DeskConfig config = DeskConfig.parse(s.config());
    Deliberator engines = rules.deliberator(s.instruments(), config.leverage(), cache);
    deliberator = engines;
    return new DeskParts(
        config,
        rules.admissions(),
        rules::perception,
        new DeferredDeliberation(engines, latencies, _ -> {}),
        new SilentLink(),
        comparison,
        () -> {});
  }

  private static void same(String what, String run, String ours) {
    if (!run.equals(ours)) {
      throw new IllegalStateException(
          "the run was under "
              + what
              + " "
              + run.substring(0, 12)
              + ", found "
              + ours.substring(0, 12)
              + "\nMaybe the packs beside the journal were edited.");
    }
  }

  @Override
  public void close() {
    if (desk != null) {
      desk.close();
    }
    if (deliberator != null) {
      deliberator.close();
    }
  }
}
