package dev.warrant.knowledge.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Whether another process has a file to itself, and which: a file that is in use is no damaged
/// one, and is not to be replaced under whoever uses it.
final class Held {
  /// Linux, `proc_locks(5)`: kind, mode, `WRITE`, process, `device:inode`, range.
  private static final Path LOCKS = Path.of("/proc/locks");

  private static final int FIELDS = 8;

  private Held() {}

  /// Says so if another process may change `file`; those that only read it do not matter.
  ///
  /// @param what what the file is, as a sentence begins with it
  /// @throws IllegalStateException naming file and process
  static void refuse(Path file, String what) {
    if (!free(file)) {
      throw new IllegalStateException(
          what
              + " "
              + file
              + " is in use by "
              + who(file)
              + ", which may change it: nothing was read, and nothing was built again"
              + "\nMaybe close what has it open, such as a database browser, and ask once more; "
              + "--datalog asks journal and trace without it.");
    }
  }

  private static boolean free(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // This very process has it.
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      // Told by whoever reads it next.
      return true;
    }
  }

  private static String who(Path file) {
    try {
      String inode = ":" + Files.getAttribute(file, "unix:ino");
      for (String line : Files.readAllLines(LOCKS, StandardCharsets.ISO_8859_1)) {
        String[] parts = line.strip().split("\\s+");
        if (parts.length == FIELDS && parts[3].equals("WRITE") && parts[5].endsWith(inode)) {
          return "process " + parts[4] + command(parts[4]);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Not every system tells.
    }
    return "another process";
  }

  private static String command(String process) {
    return ProcessHandle.of(Long.parseLong(process))
        .flatMap(p -> p.info().command())
        .map(c -> " (" + Path.of(c).getFileName() + ")")
        .orElse("");
  }
}
