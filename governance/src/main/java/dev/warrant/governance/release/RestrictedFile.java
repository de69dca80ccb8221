package dev.warrant.governance.release;

import dev.warrant.execution.desk.RestrictedLists;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.RestrictedList;
import dev.warrant.knowledge.release.Roster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The restricted list in a file, read anew whenever it is asked for, since the file, the people
/// and their keys may all have changed. A list that somebody signed before the one it replaces is
/// no list: whoever put it there put an old one back.
public final class RestrictedFile implements RestrictedLists {
  /// What the file is called in a release folder and beside a run.
  public static final String NAME = "restricted.txt";

  private static final long BYTES_MAX = 1 << 16;

  private final Path file;
  private final Signers signers;
  private final boolean simulated;
  private final @Nullable Path beside;
  private Instant newest = Instant.MIN;

  /// Knows whose signatures count.
  @FunctionalInterface
  public interface Signers {
    /// As of now.
    Roster roster() throws IOException;
  }

  /// The list in `file`.
  ///
  /// @param simulated whether demo keys count
  /// @param beside where a list that counts is kept for those who read the run later; null for
  ///   nowhere
  public RestrictedFile(Path file, Signers signers, boolean simulated, @Nullable Path beside) {
    this.file = file;
    this.signers = signers;
    this.simulated = simulated;
    this.beside = beside;
  }

  /// The list as it is read now.
  ///
  /// @throws ReleaseException if there is none that counts
  /// @throws IOException if a file cannot be read
  public RestrictedList read() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > BYTES_MAX) {
      throw new ReleaseException(
          "restricted-missing",
          "no file " + file,
          "the restricted list of the day",
          "warrant rules restricted --sign");
    }
    return RestrictedList.read(Files.readAllBytes(file), signers.roster(), simulated);
  }

  @Override
  public synchronized DeskEvent.Restricted now() {
    try {
      RestrictedList list = read();
      Instant made = list.signed().statement().at();
      if (made.isBefore(newest)) {
        throw new ReleaseException(
            "restricted-older", "a list made at " + made, "none older than that of " + newest);
      }
      newest = made;
      keep(list);
      return list.event();
    } catch (IOException | RuntimeException e) {
      // Whatever the reason: it is not known what is restricted, so nothing may be added.
      String why = e.getMessage();
      return DeskEvent.Restricted.unknown(why == null ? e.toString() : why);
    }
  }

  private void keep(RestrictedList list) throws IOException {
    Path to = beside;
    if (to != null) {
      Path part = to.resolveSibling(NAME + ".part");
      Files.write(part, list.signed().bytes());
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
