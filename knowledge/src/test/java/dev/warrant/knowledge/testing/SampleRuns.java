package dev.warrant.knowledge.testing;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.RunLog;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Writes runs of sample records for logs to be kept of.
public final class SampleRuns {
  /// Who signs.
  public static final NoteSigner SIGNER =
      NoteSigner.generate("warrant.local/test", NoteKey.Use.LOG);

  private SampleRuns() {}

  /// How the run's log is kept.
  public static RunLog.Setup setup(Path run) {
    return new RunLog.Setup(
        run.resolve("journal"),
        run.resolve("log"),
        run.resolveSibling("outside"),
        "warrant.local/test/run",
        SIGNER,
        true);
  }

  /// A writer of the run's journal.
  public static JournalWriter writer(Path run) {
    return JournalWriter.open(run.resolve("journal"), "run", 1 << 16);
  }

  /// Appends sample inputs and their conclusions, all settled.
  public static void append(JournalWriter writer, long seed, long through) {
    while (writer.lastSeq() < through) {
      long seq = writer.lastSeq() + 1;
      writer.input(seq * 1_000_000, SampleRecords.input(seed, seq));
      SampleRecords.derived(seed, seq).forEach(writer::derived);
    }
    writer.settle();
  }

  /// Appends a switch of policy.
  public static void switchPolicy(JournalWriter writer) {
    long nanos = (writer.lastSeq() + 1) * 1_000_000;
    writer.input(
        nanos, new DeskEvent.Switched(Digest.ZERO, Digest.ZERO, Digest.ZERO, Digest.ZERO, "test"));
    writer.settle();
  }

  /// A closed run.
  public static void write(Path run, long seed, long inputs) {
    try (JournalWriter writer = writer(run)) {
      append(writer, seed, inputs);
    }
  }

  /// The leaves of a journal, found by the documented format and by nothing else of ours.
  public static List<byte[]> leaves(Path run) {
    List<byte[]> out = new ArrayList<>();
    try (Stream<Path> all = Files.list(run.resolve("journal"))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".wj")).sorted().toList()) {
        byte[] b = Files.readAllBytes(file);
        ByteBuffer at = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 192; i + 64 <= b.length && b[i + 40] == 'W'; i += at.getInt(i + 36)) {
          out.add(Arrays.copyOfRange(b, i + 36, i + at.getInt(i + 36)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  /// Takes in all of a run's journal and signs it.
  ///
  /// @param through the last input on disk
  public static Checkpoint seal(Path run, long through) {
    try (RunLog log = RunLog.open(setup(run), through)) {
      log.advance(through, false);
      log.finish();
      return Checkpoint.parse(log.checkpoint(true).text());
    }
  }

  /// Copies a folder.
  public static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes a folder.
  public static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
