package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second writer out of a journal's folder; gone with the process that holds it.
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  /// Takes the lock.
  ///
  /// @throws JournalFault if another writer has it
  FolderLock(Path folder) throws IOException {
    channel =
        FileChannel.open(
            folder.resolve(SegmentFiles.LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (tryLock() == null) {
      String holder = holder();
      channel.close();
      throw new JournalFault(
          JournalFault.Kind.LOCKED,
          "another writer has the journal in "
              + folder
              + ": process "
              + holder
              + "\nMaybe a desk is still running on this folder; stop it first, or start another"
              + " run.");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
        0);
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process: the same answer for the caller.
      return null;
    }
  }

  private String holder() throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    int n = channel.read(text, 0);
    return n <= 0 ? "unknown" : new String(text.array(), 0, n, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
