package dev.warrant.governance.people;

import dev.warrant.knowledge.release.ReleaseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second writer out of a release folder; gone with the process that holds it.
public final class FolderLock implements AutoCloseable {
  /// The file that is locked.
  public static final String NAME = ".lock";

  private final FileChannel channel;

  /// Takes the lock.
  ///
  /// @throws ReleaseException if another writer has it
  public FolderLock(Path folder) throws IOException {
    channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tried() == null) {
      channel.close();
      throw new ReleaseException(
          "folder-locked",
          "another writer in " + folder,
          "one at a time",
          "wait for it to end and try again");
    }
  }

  private @Nullable FileLock tried() throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process: the same answer for the caller.
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
