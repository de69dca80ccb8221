package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalStrip;
import dev.warrant.knowledge.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of one run with one thing about each changed by somebody who makes the chains again.
final class ReplayCommandTest {
  @TempDir private static Path folder = Path.of("");
  private static final List<Long> HEADS = new ArrayList<>();

  @BeforeAll
  static void trade() {
    Said said =
        Said.by("backtest", "--generated", "0.018", "--seed", "3", "--run", run().toString());
    assertThat(said.code()).isZero();
    JournalReader.read(
        run().resolve("journal"),
        entry -> {
          if (entry instanceof Entry.Concluded c && c.derived() instanceof Derived.TraceHead) {
            HEADS.add(c.seq());
          }
        });
    assertThat(HEADS).hasSizeGreaterThan(1);
  }

  private static Path run() {
    return folder.resolve("run");
  }

  private static Said replay(Path run, String... more) {
    return Said.by(
        Stream.concat(Stream.of("replay", run.toString()), Stream.of(more)).toArray(String[]::new));
  }

  private static Path copy(String name) throws IOException {
    Path to = folder.resolve(name);
    Packs.copy(run(), to);
    return to;
  }

  private static void delete(Path what) throws IOException {
    try (Stream<Path> all = Files.walk(what)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }

  private static void offTick(Path run) throws IOException {
    Path tactics = new RunFolder(run).strategy().resolve("tactics.yaml");
    String text = Files.readString(tactics);
    String other = text.replace("\noffset_ppm: 10\n", "\noffset_ppm: 12\n");
    assertThat(other).isNotEqualTo(text);
    Files.writeString(tactics, other);
  }

  @Test
  void aTacticOffByATickIsToldAndTheFirstOtherConclusionNamed() throws IOException {
    Path edited = copy("tactic");
    offTick(edited);
    Said said = replay(edited);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .containsPattern("epoch 1 \\(input 1\\) was under strategy pack \\w+\\S*, found \\w+")
        .containsPattern("first difference at input \\d+, conclusion \\d+")
        .doesNotContain("policy pack")
        .doesNotContain("everything is the same");
  }

  @Test
  void itIsToldTooWhereThePacksOfTheStartWereKept() throws IOException {
    Path edited = copy("kept");
    RunFolder kept = new RunFolder(edited);
    DeskRules rules = Packs.of(kept);
    Packs.keep(kept, rules);
    assertThat(replay(edited).code()).isZero();
    offTick(edited);
    Said said = replay(edited);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("strategy pack " + rules.strategy().digest().brief())
        .contains("under the packs kept at its starts every conclusion is the same")
        .contains("first difference at input ");
  }

  @Test
  void packsThatCannotBeReadAreNotReplayedUnder() throws IOException {
    Path without = copy("without");
    Files.delete(new RunFolder(without).strategy().resolve("tactics.yaml"));
    assertThat(replay(without).code()).isEqualTo(2);
  }

  @Test
  void oneBidMovedByATickIsNamedByTheLogAndTheStretchByTheTraceHeads() throws IOException {
    Path forged = copy("forged");
    long at = forge(forged, false);
    Said said = replay(forged);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains(
            "from input " + (HEADS.get(0) + 1) + " to input " + HEADS.get(1) + " at least one")
        .contains("another record: input " + at + " is not the one that was signed");

    // Without log and summary the journal alone still tells the stretch.
    delete(forged.resolve("log"));
    Files.delete(forged.resolve("summary.json"));
    Said alone = replay(forged, "--json");
    assertThat(alone.code()).isEqualTo(1);
    assertThat(alone.out())
        .contains(
            "\"otherInputs\":{\"from\":" + (HEADS.get(0) + 1) + ",\"to\":" + HEADS.get(1) + "}");
  }

  @Test
  void aForgerWhoWritesTraceHeadsAnewIsStillFoundByLogAndSummary() throws IOException {
    Path forged = copy("anew");
    long at = forge(forged, true);
    assertThat(replay(forged).out()).contains("another record: input " + at + " is not");
    delete(forged.resolve("log"));
    Said said = replay(forged);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("than those the run's summary vouches for");
  }

  @Test
  void aForgedCopyWithoutConclusionsSaysWhatIsKnown() throws IOException {
    Path forged = copy("bare");
    forge(forged, true);
    Path bare = forged.resolve("bare");
    JournalStrip.strip(forged.resolve("journal"), bare);
    delete(forged.resolve("journal"));
    Packs.copy(bare, forged.resolve("journal"));
    Said said = replay(forged);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains(" differs").doesNotContain("everything is the same");
  }

  /// Moves one bid between the first two trace heads by a tick.
  private static long forge(Path run, boolean heads) throws IOException {
    Path journal = run.resolve("journal");
    Path original = run.resolve("original");
    Files.move(journal, original);
    long[] at = {0};
    try (Journal copy = JournalWriter.open(journal, "run")) {
      JournalReader.read(
          original,
          entry -> {
            switch (entry) {
              case Entry.Input i -> copy.input(i.stamped().nanos(), moved(i.stamped(), at));
              case Entry.Concluded c ->
                  copy.derived(
                      heads && c.derived() instanceof Derived.TraceHead h
                          ? new Derived.TraceHead(h.size(), copy.inputHead(), h.root())
                          : c.derived());
            }
          });
    }
    delete(original);
    return at[0];
  }

  private static Event moved(Stamped s, long[] at) {
    if (at[0] == 0 && s.seq() > HEADS.get(0) && s.event() instanceof MarketEvent.BookTicker t) {
      at[0] = s.seq();
      return new MarketEvent.BookTicker(
          t.instrument(),
          t.updateId(),
          t.bid() - 1,
          t.bidLots(),
          t.ask(),
          t.askLots(),
          t.eventMs(),
          t.transactMs());
    }
    return s.event();
  }
}
