package dev.warrant.governance.audit;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Guards;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.sim.replay.PackShelf;
import dev.warrant.sim.replay.Replayer;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What it takes to play a run again in this process, which took no part in it.
///
/// @param rules the packs beside its journal
/// @param shelf where those of other epochs are
/// @param cache folder of compiled rules, or null
/// @param progress hears the number of inputs played, now and then
public record Rebuilding(
    DeskRules rules, PackShelf shelf, @Nullable Path cache, LongConsumer progress) {
  /// Plays the inputs of a run up to a moment and tells every conclusion as it is drawn again.
  ///
  /// @param nanos desk time of the last input that counts
  void conclusions(RunFolder run, long nanos, BiConsumer<Stamped, Derived> heard) {
    try (Replayer replayer = new Replayer(rules, shelf, cache, progress)) {
      replayer.conclusions(run.journal(), nanos, heard);
    }
  }

  /// The same while somebody hears what the guards are asked.
  Rebuilding heardBy(CompiledGuard.Hearing by) {
    return new Rebuilding(
        heard(rules, by),
        (policy, strategy) -> {
          DeskRules found = shelf.find(policy, strategy);
          return found == null ? null : heard(found, by);
        },
        cache,
        progress);
  }

  private static DeskRules heard(DeskRules rules, CompiledGuard.Hearing by) {
    Guards guards = rules.guards();
    return new DeskRules(
        rules.policy(),
        rules.strategy(),
        rules.model(),
        new Guards(guards.orders().heardBy(by), guards.exits().heardBy(by)),
        rules.lineage());
  }
}
