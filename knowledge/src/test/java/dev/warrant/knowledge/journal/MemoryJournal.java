package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.testing.disk.MemoryDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A journal on a [MemoryDisk], with all that happens in one order.
final class MemoryJournal implements Disk {
  private final MemoryDisk disk;
  private final Consumer<byte[]> leaves;

  private MemoryJournal(MemoryDisk disk, Consumer<byte[]> leaves) {
    this.disk = disk;
    this.leaves = leaves;
  }

  /// Opens one.
  ///
  /// @param leaves is given what makes each record a leaf of the log, just before it is stored
  static JournalWriter open(MemoryDisk disk, Path folder, Consumer<byte[]> leaves) {
    return JournalWriter.open(new MemoryJournal(disk, leaves), folder, "run", Samples.SMALL);
  }

  @Override
  public void create(Path file, long bytes) throws IOException {
    REAL.create(file, bytes);
  }

  @Override
  public Pages map(Path file, long bytes) throws IOException {
    MemoryDisk.Mapped mapped = disk.map(file);
    return new Pages() {
      @Override
      public void put(long at, byte[] from, int offset, int length) {
        if (at > 0 && length >= Layout.RECORD_BYTES) {
          leaves.accept(Arrays.copyOfRange(from, offset + Layout.R_LENGTH, offset + length));
        }
        mapped.put(at, from, offset, length);
      }

      @Override
      public void putInt(long at, int value) {
        byte[] four = new byte[Integer.BYTES];
        Bytes.putInt(four, 0, value);
        mapped.put(at, four, 0, four.length);
      }

      @Override
      public void touch(long at) {}

      @Override
      public void force(long from, long to) throws IOException {
        mapped.force(from, to);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void sync(Path fileOrFolder) throws IOException {
    REAL.sync(fileOrFolder);
  }

  @Override
  public ExecutorService helper() {
    return new AbstractExecutorService() {
      private boolean over;

      @Override
      public void execute(Runnable task) {
        task.run();
      }

      @Override
      public void shutdown() {
        over = true;
      }

      @Override
      public List<Runnable> shutdownNow() {
        over = true;
        return List.of();
      }

      @Override
      public boolean isShutdown() {
        return over;
      }

      @Override
      public boolean isTerminated() {
        return over;
      }

      @Override
      public boolean awaitTermination(long timeout, TimeUnit unit) {
        return over;
      }
    };
  }
}
