package dev.warrant.governance.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.RandomRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// A journal of records of every kind that questions are about, and of some others, whatever stands
/// in them.
final class AnyRun {
  private AnyRun() {}

  /// @param told after each input, with its number
  static RunFolder write(Path folder, long seed, int inputs, IntConsumer told) {
    RunFolder run = new RunFolder(folder);
    List<Kind> kinds = new ArrayList<>();
    RunFacts.MADE_OF.values().stream()
        .flatMap(List::stream)
        .distinct()
        .sorted()
        .forEach(kinds::add);
    kinds.addAll(List.of(Kind.TIMER, Kind.TRADE, Kind.CLOCK_SAMPLE, Kind.SNAPSHOT, Kind.USED));
    SeededRandom random = new SeededRandom(seed);
    RandomRecords records = new RandomRecords(seed);
    try (Journal journal = JournalWriter.open(run.journal(), "any", 1 << 16)) {
      journal.input(1, (Event) records.next(DeskEvent.Started.class));
      for (int i = 1; i < inputs; i++) {
        Object next = records.next(kinds.get(random.nextInt(kinds.size())).type());
        journal.input(10L * i, next instanceof Event e ? e : new DeskEvent.Timer());
        for (int n = random.nextInt(4); n > 0; n--) {
          if (records.next(kinds.get(random.nextInt(kinds.size())).type()) instanceof Derived d) {
            journal.derived(d);
          }
        }
        if (next instanceof Derived d) {
          journal.derived(d);
        }
        journal.settle();
        told.accept(i);
      }
    }
    return run;
  }
}
