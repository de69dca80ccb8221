package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.perception.pattern.PatternEvent;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.rules.pack.FeatureUses;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that is behind its market when it is told to stop takes in what is there by then, and
/// ends its record in order, though the market goes on saying more than the desk can take in.
class StopBehindTest {
  private static final int BEHIND = 300;

  @TempDir Path temp;

  /// Recognises what the real one does, and takes its time.
  private static final class Slow implements Patterns {
    private static final long EACH_NANOS = 20_000_000L;
    private final Patterns real;
    private volatile boolean slow;

    Slow(Patterns real) {
      this.real = real;
    }

    @Override
    public void advance(long seq, long nanos, Consumer<Fact.Pattern> out) {
      real.advance(seq, nanos, out);
      long end = Stopwatch.ticks() + EACH_NANOS;
      while (slow && Stopwatch.ticks() < end) {
        LockSupport.parkNanos(end - Stopwatch.ticks());
      }
    }

    @Override
    public void on(long seq, long nanos, PatternEvent event, Consumer<Fact.Pattern> out) {
      real.on(seq, nanos, event, out);
    }

    @Override
    public void close() {
      real.close();
    }
  }

  @Test
  void takesInWhatIsThereAndEndsItsRecordInOrder() {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    DeskRules rules = DeskRules.load(folder.policy(), folder.strategy());
    Slow patterns = new Slow(rules.patterns());
    LiveDesk desk;
    try (Town town = new Town(8)) {
      desk =
          town.desk(
              folder,
              parts ->
                  parts.perception(i ->
                      DeskRules.perception(i, patterns, rules.classifier(i))
                          .telling(FeatureUses.read(rules.strategy())::given)));
      try (desk) {
        Watch.trading(desk, town);
        patterns.slow = true;
        Await.until("it is behind", () -> desk.backlog() > BEHIND, () -> "" + desk.backlog());
      }
      assertThat(desk.fault()).isEmpty();
      RunRecord record = new RunRecord(folder);
      record.covers(town);
      assertThat(record.inputs(DeskEvent.Stopped.class, _ -> true)).isEqualTo(1);
      assertThat(
              record.entries().stream()
                  .filter(Entry.Input.class::isInstance)
                  .map(e -> ((Entry.Input) e).stamped().event())
                  .toList())
          .last()
          .isInstanceOf(DeskEvent.Stopped.class);
    }
    assertThat(JournalReader.tail(folder.journal()).closed()).isTrue();
    RunRecord.replays(folder, desk.roots());
  }
}
