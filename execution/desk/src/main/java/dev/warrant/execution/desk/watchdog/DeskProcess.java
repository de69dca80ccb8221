package dev.warrant.execution.desk.watchdog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The process of a desk, looked at from another one. A process that was killed stays in the table
/// of processes until its parent asks for its code, and [ProcessHandle] calls it alive as long; so
/// where `/proc/PID/stat` tells its state (proc_pid_stat(5)), that counts.
public final class DeskProcess {
  private static final int STATE = 0;
  private static final int FLAGS = 6;

  /// `PF_EXITING` of the kernel: its memory and files are being given back.
  private static final long EXITING = 0x4;

  private final long pid;
  private final @Nullable ProcessHandle handle;

  /// The process that has this number now; never another one that gets it later.
  public DeskProcess(long pid) {
    this.pid = pid;
    handle = ProcessHandle.of(pid).orElse(null);
  }

  /// Whether it can still do anything.
  public boolean lives() {
    return handle != null && handle.isAlive() && !ended();
  }

  private boolean ended() {
    try {
      // The name in brackets may hold anything, brackets too; all after it are numbers and a
      // letter.
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", FLAGS + 2);
      return "ZXx".contains(fields[STATE]) || (Long.parseLong(fields[FLAGS]) & EXITING) != 0;
    } catch (IOException e) {
      // No such file system here, or it ended this moment, which the handle tells the next time.
      return false;
    }
  }
}
