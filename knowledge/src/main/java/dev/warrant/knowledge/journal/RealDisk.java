package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Files through the JDK.
final class RealDisk implements Disk {
  private static final int CHUNK = 1 << 20;

  @Override
  public void create(Path file, long bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK, bytes));
      for (long left = bytes; left > 0; ) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), left));
        left -= out.write(zeros);
        // Bit by bit: 64 MiB at once would keep the journal's own bytes waiting for a quarter
        // second.
        force(out, false);
      }
      force(out, true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void force(FileChannel out, boolean metaData) throws IOException {
    try {
      out.force(metaData);
    } catch (IOException e) {
      throw SyncFailed.of(e);
    }
  }

  @Override
  public Pages map(Path file, long bytes) throws IOException {
    return MappedPages.of(file, bytes);
  }

  @Override
  public void sync(Path fileOrFolder) throws IOException {
    try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
      force(channel, true);
    }
  }

  @Override
  public ExecutorService helper() {
    return Executors.newSingleThreadExecutor(
        task -> Thread.ofPlatform().daemon().name("journal-prepare").unstarted(task));
  }
}
