package dev.warrant.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FactTimesTest {
  @TempDir private static Path folder = Path.of("");
  private static RunFolder run = new RunFolder(Path.of(""));
  private static final TreeMap<Long, Long> TIMES = new TreeMap<>();

  @BeforeAll
  static void write() {
    run = AnyRun.write(folder.resolve("run"), 9, 3_000, _ -> {});
    JournalReader.read(
        run.journal(),
        e -> {
          if (e instanceof Entry.Input i) {
            TIMES.put(i.seq(), i.stamped().nanos());
          }
        });
  }

  private static @Nullable FactTimes of(Object fact) {
    return FactTimes.of(CanonValue.of(Canon.text(fact)), new InputTimes(run));
  }

  @Test
  void everyKindOfFactIsKnown() {
    TreeSet<String> all = new TreeSet<>();
    for (Class<?> kind : Fact.class.getPermittedSubclasses()) {
      all.add("/" + kind.getSimpleName().toLowerCase(Locale.ROOT));
    }
    assertThat(FactTimes.FACTS).isEqualTo(all);
  }

  @Test
  void anInputsTimeIsFoundInWhateverOrderAndSegmentItIsAskedFor() {
    assertThat(JournalMap.of(run.journal()).segments()).isGreaterThan(6);
    InputTimes times = new InputTimes(run);
    long last = TIMES.lastKey();
    for (long i = 0; i < 2 * last; i++) {
      long seq = 1 + i * 1_237 % last;
      assertThat(times.nanos(seq)).as("input %d", seq).isEqualTo(TIMES.get(seq));
    }
    for (long none : new long[] {-1, 0, last + 1, Long.MAX_VALUE}) {
      assertThat(times.nanos(none)).isEqualTo(InputTimes.NONE);
    }
  }

  @Test
  void aFigureHoldsWhenItWasSeenABeliefUpToThenAndAPatternAsLongAsItSays() {
    assertThat(of(new Fact.Measure(0, 100, "market.spread", 3)))
        .isEqualTo(new FactTimes(990, 990, 990));
    assertThat(of(new Fact.Belief(0, 100, Regime.CALM, 600_000, 340, Digest.ZERO)))
        .isEqualTo(new FactTimes(340, 990, 990));
    assertThat(of(new Fact.Pattern(0, 100, "burst", 1, 700, 4_000)))
        .isEqualTo(new FactTimes(700, 4_000, 990));
    assertThat(FactTimes.of(CanonValue.of("Event(100)"), new InputTimes(run)))
        .isEqualTo(new FactTimes(990, 990, 990));
  }

  @Test
  void whatRestsOnNoInputOfTheJournalHasNoTimes() {
    assertThat(of(new Fact.Measure(0, 1_000_000, "market.spread", 3))).isNull();
    for (String other : new String[] {"Admitted(\"W1\",100,3)", "\"text\"", "[]", "Event()"}) {
      assertThat(FactTimes.of(CanonValue.of(other), new InputTimes(run))).as(other).isNull();
    }
  }
}
