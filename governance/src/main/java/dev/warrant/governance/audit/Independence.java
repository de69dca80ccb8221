package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who stands behind the log of a run, as far as a report can say that was told no outside key:
/// nobody whose word counts. Names under a checkpoint are only names until `trace verify` is given
/// their keys.
///
/// @param head what the log's latest checkpoint says; null if there is none
/// @param since time of the first record that is there, of the desk's clock
/// @param others who else than the log itself has signed a checkpoint kept beside it, by name
public record Independence(@Nullable Checkpoint head, String since, List<String> others) {
  /// As it stands now.
  ///
  /// @throws dev.warrant.knowledge.tlog.LogFault if a checkpoint cannot be read
  public static Independence of(RunFolder run) {
    Note latest = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST);
    if (latest == null) {
      return new Independence(null, "", List.of());
    }
    Checkpoint head = Checkpoint.parse(latest.text());
    return new Independence(head, first(run), others(run.log(), head.origin()));
  }

  private static String first(RunFolder run) {
    JournalReader reader = JournalReader.open(run.journal());
    while (reader.hasNext()) {
      if (reader.next() instanceof Entry.Input in) {
        return Clocks.instant(in.stamped().nanos());
      }
    }
    return "";
  }

  private static List<String> others(Path log, String origin) {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.equals(CheckpointFiles.LATEST) || name.startsWith("witnessed-")) {
          Note note = CheckpointFiles.read(log, name);
          if (note != null) {
            note.lines().forEach(l -> names.add(l.name()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // A desk's key has the name that its logs' origins begin with.
    names.removeIf(n -> origin.equals(n) || origin.startsWith(n + "/"));
    return List.copyOf(names);
  }

  /// A sentence: `NOT INDEPENDENT since …`.
  public String says() {
    if (head == null) {
      return "NOT INDEPENDENT: the log was never signed";
    }
    String first = "NOT INDEPENDENT since " + since + ", the first record: ";
    if (others.isEmpty()) {
      return first
          + "only the desk's own key stands under its log, and whoever has that can write another"
          + " history";
    }
    return first
        + "signatures of "
        + String.join(", ", others)
        + " are there, and ./warrant trace verify --witness, given their keys, says what they are"
        + " worth";
  }
}
