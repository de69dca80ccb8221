package dev.warrant.knowledge.trace;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Forces files of a trace that are full, while whoever derives goes on. At most one is on its way:
/// so of a trace that lost its power all files but the last two are whole.
final class FullFiles {
  private final Path folder;
  private final Executor helper;
  private @Nullable FutureTask<Boolean> last;
  private @Nullable IOException lost;

  FullFiles(Path folder, Executor helper) {
    this.folder = folder;
    this.helper = helper;
  }

  /// A thread of its own for each file; they are minutes apart.
  static void aside(Runnable task) {
    Thread.ofPlatform().daemon().name("trace-force").start(task);
  }

  /// Forces and closes a file to which nothing will be added. No other may be on its way.
  void end(FileChannel full) {
    FutureTask<Boolean> task =
        new FutureTask<>(() -> {
          try (full) {
            full.force(true);
          }
          names(folder);
          return true;
        });
    last = task;
    helper.execute(task);
  }

  /// Waits for the file that is on its way.
  ///
  /// @throws IOException if it could not be forced; told once
  void settle() throws IOException {
    FutureTask<Boolean> task = last;
    if (task == null) {
      return;
    }
    try {
      task.get();
      last = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before a file of the trace was on disk");
    } catch (ExecutionException e) {
      last = null;
      IOException why = new IOException("a file of the trace was not forced: " + e.getCause(), e);
      lost = why;
      throw why;
    }
  }

  /// Waits until all that were full are on disk, and their names and that of the file at hand.
  ///
  /// @throws IOException if one is not, however long ago: a later force proves nothing about it
  void confirmed() throws IOException {
    settle();
    IOException why = lost;
    if (why != null) {
      throw why;
    }
    names(folder);
  }

  /// Forces the names in a folder.
  static void names(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
