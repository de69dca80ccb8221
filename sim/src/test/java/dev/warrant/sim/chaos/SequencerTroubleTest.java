package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.perception.pattern.PatternEvent;
import dev.warrant.perception.pattern.Patterns;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sequencer that ends by something nobody expected says so, takes back what rests, and is
/// followed by a life that trades.
class SequencerTroubleTest {
  private static final long LOOK_NANOS = 1_000_000L;

  @TempDir Path temp;

  /// Recognises nothing, until it holds the sequencer up and throws.
  private static final class Bomb implements Patterns {
    private volatile boolean armed;
    private volatile boolean reached;
    private volatile @Nullable Throwable thrown;

    @Override
    public void advance(long seq, long nanos, Consumer<Fact.Pattern> out) {
      while (armed) {
        reached = true;
        switch (thrown) {
          case null -> LockSupport.parkNanos(LOOK_NANOS);
          case Error e -> throw e;
          case Throwable t -> throw (RuntimeException) t;
        }
      }
    }

    /// Holds the sequencer up.
    void arm() {
      armed = true;
      Await.until("the sequencer is held up", () -> reached, () -> "nobody came");
    }

    /// Lets it go to its end.
    void blow(Throwable by) {
      thrown = by;
    }

    @Override
    public void on(long seq, long nanos, PatternEvent event, Consumer<Fact.Pattern> out) {}

    @Override
    public void close() {}
  }

  @Test
  void anUnexpectedEndOfTheSequencerIsToldAndTakesEverythingBack() {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    try (Town town = new Town(15)) {
      ends(town, folder, new IllegalStateException("nobody expects this"));
      ends(town, folder, new StackOverflowError("nor this"));
      try (LiveDesk desk = town.desk(folder)) {
        Watch.trading(desk, town);
        assertThat(Watch.mode(desk, Mode.EMERGENCY)).isFalse();
      }
      RunRecord record = new RunRecord(folder);
      assertThat(record.epochs()).isEqualTo(3);
      record.reconciledFirst();
      record.covers(town);
    }
  }

  private static void ends(Town town, RunFolder folder, Throwable by) {
    DeskRules rules = DeskRules.load(folder.policy(), folder.strategy());
    Bomb bomb = new Bomb();
    try (LiveDesk desk =
        town.desk(
            folder,
            parts -> parts.perception(i -> DeskRules.perception(i, bomb, rules.classifier(i))))) {
      Watch.trading(desk, town);
      bomb.arm();
      town.restFarAway();
      bomb.blow(by);
      Await.until(
          "the end is told",
          () -> desk.fault().startsWith("the sequencer ended at input "),
          () -> Watch.describe(desk));
      assertThat(desk.fault()).endsWith(by.toString());
      Await.until("nothing rests", () -> town.resting().isEmpty(), () -> town.describe());
      assertThat(town.stopped()).as(town.describe()).isTrue();
      assertThat(folder.killFile()).as("a restart may mend this").doesNotExist();
    }
  }
}
