package dev.warrant.governance.excerpt;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    return written("run", seed, inputs);
  }

  private RunFolder written(String name, long seed, int inputs) {
    RunFolder run = new RunFolder(folder.resolve(name));
    SeededRandom random = new SeededRandom(seed);
    try (JournalWriter journal = JournalWriter.open(run.journal(), "run")) {
      started(journal, seed);
      for (int i = 0; i < inputs; i++) {
        next(journal, random, i);
        journal.settle();
      }
    }
    return run;
  }

  private static void started(JournalWriter journal, long seed) {
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
  }

  private static void next(JournalWriter journal, SeededRandom random, int i) {
    long nanos = 10L * (i + 1);
    switch (random.nextInt(5)) {
      case 0 -> journal.input(nanos, new MarketEvent.StreamState(0, true, "up"));
      case 1 ->
          journal.input(
              nanos, new DeskEvent.Command(DeskEvent.CommandKind.RESUME, "anna", "n" + i));
      case 2 ->
          journal.input(
              nanos,
              new DeskEvent.Switched(Digest.ZERO, Digest.ZERO, Digest.ZERO, Digest.ZERO, "w" + i));
      case 3 -> journal.input(nanos, new DeskEvent.Durable(journal.lastSeq() - 2));
      default -> journal.input(nanos, new DeskEvent.Timer());
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      journal.derived(
          random.nextInt(2) == 0
              ? new Derived.ModeChanged(Mode.NORMAL, Mode.PAUSE, "c" + i)
              : new Derived.Withdrawn(1, i, "d" + n));
    }
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

  /// What tells a file from another of the same name.
  private Object made() throws IOException {
    Path file = folder.resolve("run/excerpt/started.bin");
    return Objects.requireNonNull(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }

  /// Marks that no switch waited for are not in an excerpt; which those are, one that is made at
  /// once tells.
  private List<Entry> marks(RunFolder run) throws IOException {
    Path copy = folder.resolve("copy");
    Files.createDirectories(copy.resolve("journal"));
    Excerpt.delete(new RunFolder(copy));
    try (Stream<Path> all = Files.list(run.journal())) {
      for (Path file : all.filter(f -> f.toString().endsWith(".wj")).toList()) {
        Files.copy(file, copy.resolve("journal").resolve(file.getFileName()), REPLACE_EXISTING);
      }
    }
    List<Entry> out = new ArrayList<>();
    Excerpt.read(new RunFolder(copy), List.of(Kind.DURABLE, Kind.SWITCHED), out::add);
    return out;
  }

  @Test
  void whileAJournalIsWrittenItGrowsFromQuestionToQuestion() throws IOException {
    RunFolder run = new RunFolder(folder.resolve("run"));
    SeededRandom random = new SeededRandom(11);
    try (JournalWriter journal = JournalWriter.open(run.journal(), "run", 1 << 16)) {
      started(journal, 11);
      told(run);
      Object first = made();
      for (int i = 0; i < 2_000; i++) {
        next(journal, random, i);
        if (random.nextInt(3) > 0) {
          journal.settle(); // or the last input is asked about before all was concluded from it
        }
        if (i % 97 == 0) {
          assertThat(told(run)).as("after %d", i).isEqualTo(recorded(run));
          List<Entry> marks = new ArrayList<>();
          Excerpt.read(run, List.of(Kind.DURABLE, Kind.SWITCHED), marks::add);
          assertThat(marks).isEqualTo(marks(run));
        }
      }
      assertThat(JournalMap.of(run.journal()).segments()).isGreaterThan(3);
      assertThat(made()).as("it was made once").isEqualTo(first);
    }
    assertThat(told(run)).as("after it was closed").isEqualTo(recorded(run));
  }

  @Test
  void aRunThatIsStartedAgainGrowsToo() throws IOException {
    RunFolder run = written(2, 50);
    List<Entry> before = told(run);
    Object first = made();
    written(3, 50);
    assertThat(told(run)).isEqualTo(recorded(run)).hasSizeGreaterThan(before.size());
    assertThat(made()).isEqualTo(first);
    List<JournalSummary> summaries = new ArrayList<>();
    summaries.add(Excerpt.read(run, KINDS, _ -> {}));
    assertThat(summaries).containsExactly(Excerpt.whole(run, KINDS, _ -> {}));
  }

  @Test
  void ofAnotherJournalItIsMadeAnew() throws IOException {
    RunFolder run = written(6, 50);
    told(run);
    Object first = made();
    RunFolder other = written("other", 7, 90);
    Files.move(run.journal(), folder.resolve("gone"));
    Files.move(other.journal(), run.journal());
    assertThat(told(run)).isEqualTo(recorded(run));
    assertThat(made()).isNotEqualTo(first);
  }

  @Test
  void whatDoesNotCountIsWrittenOverAndWhatIsDamagedMadeAnew() throws IOException {
    RunFolder run = written(8, 50);
    told(run);
    Object first = made();
    Path file = folder.resolve("run/excerpt/withdrawn.bin");
    Files.write(file, new byte[99], StandardOpenOption.APPEND); // somebody died while adding to it
    assertThat(told(run)).isEqualTo(recorded(run));
    written(9, 50);
    assertThat(told(run)).isEqualTo(recorded(run));
    assertThat(made()).isEqualTo(first);
    byte[] bytes = Files.readAllBytes(file);
    bytes[30] ^= 1;
    Files.write(file, bytes);
    written(10, 50);
    assertThat(told(run)).isEqualTo(recorded(run));
    assertThat(made()).isNotEqualTo(first);
  }

  @Test
  void manyAskersAtOnceAllHearTheBeginningOfTheSame() throws Exception {
    RunFolder run = new RunFolder(folder.resolve("run"));
    SeededRandom random = new SeededRandom(12);
    List<List<Entry>> heard = new ArrayList<>();
    try (JournalWriter journal = JournalWriter.open(run.journal(), "run", 1 << 16);
        ExecutorService askers = Executors.newFixedThreadPool(4)) {
      started(journal, 12);
      List<Future<List<Entry>>> answers = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        next(journal, random, i);
        journal.settle();
        if (i % 20 == 0) {
          answers.add(
              askers.submit(() -> {
                List<Entry> out = new ArrayList<>();
                Excerpt.read(run, KINDS, out::add);
                return out;
              }));
        }
      }
      for (Future<List<Entry>> answer : answers) {
        heard.add(answer.get());
      }
    }
    List<Entry> all = recorded(run);
    assertThat(heard).hasSize(30).allMatch(some -> some.equals(all.subList(0, some.size())));
    assertThat(told(run)).isEqualTo(all);
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
