package dev.warrant.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.KeptDeliberations;
import dev.warrant.knowledge.cuts.CutKeeper;
import dev.warrant.knowledge.cuts.CutStore;
import dev.warrant.knowledge.cuts.KeptCut;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalStrip;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.backtest.House;
import dev.warrant.sim.backtest.Lab;
import dev.warrant.sim.backtest.SimDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Moments found in the index of kept cuts, and what happens if that is wrong or gone.
class RecallTest {
  private static final long SEED = 3;
  private static final long SECONDS = 15;
  private static final long[] AT = {1, 4, 7, 11, 14};

  @TempDir static Path run;
  @TempDir Path other;

  private static final List<Cut> REBUILT = new ArrayList<>();

  @BeforeAll
  static void record() {
    Digest policy = House.RULES.policy().digest();
    try (JournalWriter journal = JournalWriter.open(run.resolve("journal"), "kept", 1 << 20);
        CutKeeper keeper = CutKeeper.patient(run.resolve("cuts"))) {
      SimDesk.Setup setup = Lab.house().setup(Lab.market(SEED), SEED);
      try (SimDesk desk =
          new SimDesk(
              setup,
              journal,
              new TraceRoot(),
              port -> new KeptDeliberations(port, keeper, policy))) {
        desk.run(Lab.START + SECONDS * Lab.SECOND);
        desk.stop();
      }
    }
    Path bare = run.resolve("bare");
    copy(run.resolve("journal"), bare.resolve("journal"));
    for (long at : AT) {
      REBUILT.add(moment(bare, at).cut());
    }
  }

  private static Replayer replayer() {
    return new Replayer(House.RULES, House.CACHE, _ -> {});
  }

  private record Asked(Cut cut, boolean indexed, boolean replayed, Digest root) {}

  private static Asked moment(Path folder, long seconds) {
    try (Replayer replayer = replayer()) {
      Replayer.Moment moment =
          replayer
              .moment(folder.resolve("journal"), Lab.START + seconds * Lab.SECOND)
              .orElseThrow();
      return new Asked(
          moment.cut(),
          moment.indexed(),
          replayer.desk() != null,
          replayer.deliberate(moment.cut()).root());
    }
  }

  @Test
  void aMomentInTheIndexIsTheOneThatAReplayComesTo() {
    for (int i = 0; i < AT.length; i++) {
      Asked asked = moment(run, AT[i]);
      assertThat(asked.indexed()).isTrue();
      assertThat(asked.replayed()).isFalse();
      assertThat(asked.cut()).isEqualTo(REBUILT.get(i));
    }
  }

  @Test
  void aCutIsFoundByItsInputToo() {
    Path journal = run.resolve("journal");
    for (Cut cut : REBUILT) {
      try (Replayer replayer = replayer()) {
        Replayer.Moment moment = replayer.cutAt(journal, cut.seq()).orElseThrow();
        assertThat(moment.cut()).isEqualTo(cut);
        assertThat(moment.strategy().digest()).isEqualTo(House.RULES.strategy().digest());
        assertThat(replayer.cutAt(journal, cut.seq() + 1)).isEmpty();
      }
    }
  }

  @Test
  void howTheDeskStoodIsReplayedWhenAskedFor() {
    try (Replayer quick = replayer();
        Replayer slow = replayer()) {
      long at = Lab.START + 9 * Lab.SECOND;
      Path journal = run.resolve("journal");
      var found = quick.moment(journal, at).orElseThrow();
      var rebuilt = slow.replayed(journal, at).orElseThrow();
      assertThat(found.indexed()).isTrue();
      assertThat(found.view()).isEqualTo(rebuilt.view());
      assertThat(found.policy().digest()).isEqualTo(rebuilt.policy().digest());
      assertThat(found.instruments()).isEqualTo(rebuilt.instruments());
    }
  }

  @Test
  void aMomentCostsTwoSegmentsTheHeadersAndOneFileOfCuts() throws IOException {
    long journal = size(run.resolve("journal"));
    long cuts = size(run.resolve("cuts"));
    assertThat(journal).isGreaterThan(0);
    for (long at : AT) {
      Recall.Found found =
          Recall.at(run.resolve("journal"), Lab.START + at * Lab.SECOND).orElseThrow();
      assertThat(found.bytesRead()).isLessThan(3 * (1 << 20) + cuts + 64 * 192);
    }
  }

  @Test
  void theEndOfARunIsFoundThoughNothingWasConcludedOfItsLastCut() {
    Recall.Found found = Recall.at(run.resolve("journal"), Long.MAX_VALUE).orElseThrow();
    Asked asked = moment(run, 1_000);
    assertThat(asked.indexed()).isTrue();
    assertThat(asked.cut()).isEqualTo(found.kept().cut());
    Path bare = run.resolve("bare");
    assertThat(asked.cut()).isEqualTo(moment(bare, 1_000).cut());
  }

  @Test
  void anIndexThatIsGoneIsMissedByNobody() {
    copy(run.resolve("journal"), other.resolve("journal"));
    Asked asked = moment(other, AT[1]);
    assertThat(asked.indexed()).isFalse();
    assertThat(asked.replayed()).isTrue();
    assertThat(asked.cut()).isEqualTo(REBUILT.get(1));
  }

  @Test
  void aFactThatIsALieIsFoundAndTheMomentRebuilt() throws IOException {
    rewritten(kept -> {
      List<Fact> facts = new ArrayList<>(kept.cut().facts());
      for (int i = 0; i < facts.size(); i++) {
        if (facts.get(i) instanceof Fact.Account a) {
          facts.set(
              i,
              new Fact.Account(
                  a.instrument(),
                  a.source(),
                  a.equityE8() + 1,
                  a.peakE8(),
                  a.dailyLossE8(),
                  a.freeE8()));
        }
      }
      return new KeptCut(with(kept.cut(), facts, kept.cut().nextWarrant()), kept.policy());
    });
    Asked asked = moment(other, AT[3]);
    assertThat(asked.indexed()).isFalse();
    assertThat(asked.cut()).isEqualTo(REBUILT.get(3));
  }

  @Test
  void anotherPolicyThanTheOneInForceIsFoundAndTheMomentRebuilt() throws IOException {
    rewritten(kept -> new KeptCut(kept.cut(), Digest.sha256("another")));
    Asked asked = moment(other, AT[1]);
    assertThat(asked.indexed()).isFalse();
    assertThat(asked.cut()).isEqualTo(REBUILT.get(1));
  }

  @Test
  void aFlippedBitAnywhereIsNeverAnotherAnswer() throws IOException {
    copy(run.resolve("journal"), other.resolve("journal"));
    copy(run.resolve("cuts"), other.resolve("cuts"));
    Path file;
    try (Stream<Path> files = Files.list(other.resolve("cuts"))) {
      file = files.findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    long at = Lab.START + AT[0] * Lab.SECOND;
    Path journal = other.resolve("journal");
    int step = whole.length / 150;
    for (int i = 0; i < whole.length; i += step) {
      byte[] hurt = whole.clone();
      hurt[i] ^= (byte) (1 << i % 8);
      Files.write(file, hurt);
      Recall.at(journal, at)
          .ifPresent(found -> assertThat(found.kept().cut()).isEqualTo(REBUILT.getFirst()));
    }
    for (int i = 0; i < whole.length; i += step) {
      Files.write(file, Arrays.copyOf(whole, i));
      Recall.at(journal, at)
          .ifPresent(found -> assertThat(found.kept().cut()).isEqualTo(REBUILT.getFirst()));
    }
  }

  @Test
  void aCopyWithoutConclusionsIsReplayed() {
    JournalStrip.strip(run.resolve("journal"), other.resolve("journal"));
    copy(run.resolve("cuts"), other.resolve("cuts"));
    Asked asked = moment(other, AT[0]);
    assertThat(asked.indexed()).isFalse();
    assertThat(asked.cut()).isEqualTo(REBUILT.getFirst());
  }

  @Test
  void anIndexThatAReplayMakesHoldsTheSameCuts() {
    copy(run.resolve("journal"), other.resolve("journal"));
    try (Replayer replayer = replayer();
        CutKeeper keeper = CutKeeper.patient(other.resolve("cuts"))) {
      Replayed replayed = replayer.keeping(keeper).replay(other.resolve("journal"));
      assertThat(replayed.same()).isTrue();
    }
    CutStore made = CutStore.of(other.resolve("cuts"));
    CutStore first = CutStore.of(run.resolve("cuts"));
    for (Cut cut : REBUILT) {
      assertThat(made.find(1, cut.seq())).isEqualTo(first.find(1, cut.seq())).isPresent();
    }
    assertThat(moment(other, AT[2]).indexed()).isTrue();
  }

  /// The run with other cuts in its index.
  private void rewritten(UnaryOperator<KeptCut> change) throws IOException {
    copy(run.resolve("journal"), other.resolve("journal"));
    CutStore store = CutStore.of(run.resolve("cuts"));
    long last = JournalReader.tail(run.resolve("journal")).lastSeq();
    try (CutKeeper keeper = CutKeeper.patient(other.resolve("cuts"))) {
      for (Cut cut : REBUILT) {
        assertThat(cut.seq()).isLessThan(last);
        Optional<KeptCut> kept = store.find(1, cut.seq()).map(change);
        kept.ifPresent(k -> keeper.keep(k.cut(), k.policy()));
      }
    }
  }

  private static Cut with(Cut c, List<Fact> facts, long next) {
    return new Cut(c.epoch(), c.id(), c.seq(), c.nanos(), facts, c.live(), next);
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(f -> f.toFile().length()).sum();
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.filter(f -> !f.endsWith("lock")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
