package dev.warrant.execution.desk;

import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.tlog.Evidence;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a live desk is put together from, so that a test can have a part fail or hang.
///
/// @param perception makes the perception
/// @param deliberator opens the engines, on the thread that will use them
/// @param journal opens the journal of a run
/// @param licence lets the guards in
/// @param restricted where the restricted list of the day is found
/// @param successor names the policy it is asked to switch to
/// @param evidence keeps the run's tamper-evident log, from the input that is on disk on
/// @param told hears what a start waits for, a sentence each
public record LiveParts(
    Function<List<Instrument>, Perception> perception,
    Function<List<Instrument>, Deliberator> deliberator,
    Function<RunFolder, JournalWriter> journal,
    Licence licence,
    RestrictedLists restricted,
    Successor successor,
    BiFunction<RunFolder, Long, Evidence> evidence,
    Consumer<String> told) {
  /// The real ones, but for a restricted list: without one a desk adds nothing.
  public static LiveParts of(DeskRules rules, LiveConfig config, Licence licence) {
    return new LiveParts(
        rules::perception,
        instruments -> rules.deliberator(instruments, config.desk().leverage(), config.cache()),
        folder -> JournalWriter.open(folder.journal(), folder.id()),
        licence,
        RestrictedLists.NONE,
        Successor.NONE,
        (_, _) -> Evidence.none(),
        _ -> {});
  }

  /// The same with another deliberator.
  public LiveParts deliberator(Function<List<Instrument>, Deliberator> other) {
    return new LiveParts(
        perception, other, journal, licence, restricted, successor, evidence, told);
  }

  /// The same with another perception.
  public LiveParts perception(Function<List<Instrument>, Perception> other) {
    return new LiveParts(
        other, deliberator, journal, licence, restricted, successor, evidence, told);
  }

  /// The same with another journal.
  public LiveParts journal(Function<RunFolder, JournalWriter> other) {
    return new LiveParts(
        perception, deliberator, other, licence, restricted, successor, evidence, told);
  }

  /// The same with restricted lists.
  public LiveParts restricted(RestrictedLists other) {
    return new LiveParts(
        perception, deliberator, journal, licence, other, successor, evidence, told);
  }

  /// The same with a successor.
  public LiveParts successor(Successor other) {
    return new LiveParts(
        perception, deliberator, journal, licence, restricted, other, evidence, told);
  }

  /// The same with somebody who keeps the run's log.
  public LiveParts evidence(BiFunction<RunFolder, Long, Evidence> other) {
    return new LiveParts(
        perception, deliberator, journal, licence, restricted, successor, other, told);
  }

  /// The same with somebody who hears what the start waits for.
  public LiveParts told(Consumer<String> other) {
    return new LiveParts(
        perception, deliberator, journal, licence, restricted, successor, evidence, other);
  }
}
