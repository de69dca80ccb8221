package dev.warrant.governance.excerpt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An excerpt tells what the journal tells, in the same order, whatever becomes of its files.
final class ExcerptTest {
  private static final List<Kind> KINDS =
      List.of(Kind.STARTED, Kind.COMMAND, Kind.MODE_CHANGED, Kind.WITHDRAWN, Kind.SWITCHED);

  @TempDir private Path folder = Path.of("");

  /// Inputs and conclusions of several kinds in an order drawn from a seed.
  private RunFolder written(long seed, int inputs) {
    RunFolder run = new RunFolder(folder.resolve("run"));
    SeededRandom random = new SeededRandom(seed);
    try (JournalWriter journal = JournalWriter.open(run.journal(), "run")) {
      journal.input(
          1,
          new DeskEvent.Started(
              1,
              0,
              seed,
              Digest.ZERO,
              Digest.ZERO,
              Digest.ZERO,
              List.of(),
              DeskConfig.standard().canonical()));
      for (int i = 0; i < inputs; i++) {
        long nanos = 10L * (i + 1);
        switch (random.nextInt(4)) {
          case 0 -> journal.input(nanos, new MarketEvent.StreamState(0, true, "up"));
          case 1 ->
              journal.input(
                  nanos, new DeskEvent.Command(DeskEvent.CommandKind.RESUME, "anna", "n" + i));
          case 2 ->
              journal.input(
                  nanos,
                  new DeskEvent.Switched(
                      Digest.ZERO, Digest.ZERO, Digest.ZERO, Digest.ZERO, "w" + i));
          default -> journal.input(nanos, new DeskEvent.Timer());
        }
        for (int n = random.nextInt(3); n > 0; n--) {
          journal.derived(
              random.nextInt(2) == 0
                  ? new Derived.ModeChanged(Mode.NORMAL, Mode.PAUSE, "c" + i)
                  : new Derived.Withdrawn(1, i, "d" + n));
        }
        journal.settle();
      }
    }
    return run;
  }

  private static List<Entry> told(RunFolder run) {
    List<Entry> out = new ArrayList<>();
    assertThat(Excerpt.read(run, KINDS, out::add).root())
        .isEqualTo(JournalReader.tail(run.journal()).root());
    return out;
  }

  private static List<Entry> recorded(RunFolder run) {
    List<Entry> out = new ArrayList<>();
    Excerpt.whole(run, KINDS, out::add);
    return out;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("run/excerpt"))) {
      return all.sorted().toList();
    }
  }

  @Test
  void itTellsWhatTheJournalTellsInTheSameOrder() throws IOException {
    RunFolder run = written(1, 400);
    assertThat(told(run)).isEqualTo(recorded(run)).hasSizeGreaterThan(300);
    Path about = folder.resolve("run/excerpt/about.bin");
    var made = Files.getLastModifiedTime(about);
    assertThat(told(run)).isEqualTo(recorded(run));
    assertThat(Files.getLastModifiedTime(about)).as("it is made once").isEqualTo(made);
  }

  @Test
  void aJournalThatWentOnIsReadAgain() {
    RunFolder run = written(2, 50);
    List<Entry> before = told(run);
    written(3, 50);
    assertThat(told(run)).isEqualTo(recorded(run)).hasSizeGreaterThan(before.size());
  }

  @Test
  void aFileThatIsCutChangedOrGoneIsMadeAgain() throws IOException {
    RunFolder run = written(4, 100);
    List<Entry> all = told(run);
    for (int i = 0; i < files().size(); i++) {
      Path file = files().get(i);
      byte[] was = Files.readAllBytes(file);
      if (was.length > 0) {
        byte[] flipped = was.clone();
        flipped[was.length / 2] ^= 4;
        Files.write(file, flipped);
        assertThat(told(run)).as("changed " + file).isEqualTo(all);
        Files.write(file, java.util.Arrays.copyOf(was, was.length / 2));
        assertThat(told(run)).as("cut " + file).isEqualTo(all);
      }
      Files.delete(file);
      assertThat(told(run)).as("without " + file).isEqualTo(all);
    }
  }

  @Test
  void whereNothingCanBeWrittenTheJournalItselfIsRead() throws IOException {
    RunFolder run = written(5, 50);
    Files.writeString(run.path().resolve("excerpt"), "in the way");
    assertThat(told(run)).isEqualTo(recorded(run));
  }
}
