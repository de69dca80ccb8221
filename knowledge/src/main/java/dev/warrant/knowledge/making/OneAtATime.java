package dev.warrant.knowledge.making;

import dev.warrant.knowledge.seam.Stopwatch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Has one at a time make something: threads of this process, and other processes of this machine.
/// Who comes second waits, says so after two seconds, and should then look whether what was made
/// meanwhile will do. The lock is the operating system's and ends with the process that has it: one
/// that died keeps nobody out. Its file stays; nothing depends on it.
public final class OneAtATime {
  private static final long SAYS_SO_NANOS = 2_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000L;

  /// Longest number of a process, and more.
  private static final int NUMBER_BYTES = 20;

  /// One for each file: the operating system's locks do not keep threads apart.
  private static final TreeMap<Path, ReentrantLock> HERE = new TreeMap<>();

  private OneAtATime() {}

  /// Something to be made.
  @FunctionalInterface
  public interface Making<T> {
    /// Makes it, or finds it made.
    T make() throws IOException;
  }

  /// Makes something while nobody else does. Who has the lock may take it again.
  ///
  /// @param lock a file that is made if it is not there, its folder too
  /// @param what what is made, for those who wait: `the tables of run demo-1`
  /// @throws IOException if the lock cannot be had, as in an archive that cannot be written, and
  ///   then nothing was made; or what `making` throws
  public static <T> T make(Path lock, String what, Making<T> making) throws IOException {
    ReentrantLock here = here(lock.toAbsolutePath().normalize());
    if (here.isHeldByCurrentThread()) {
      return making.make();
    }
    here.lock();
    try (FileChannel file = open(lock);
        FileLock _ = taken(file, what)) {
      note(file);
      T made = making.make();
      file.truncate(0);
      return made;
    } finally {
      here.unlock();
    }
  }

  private static synchronized ReentrantLock here(Path lock) {
    return HERE.computeIfAbsent(lock, _ -> new ReentrantLock());
  }

  private static FileChannel open(Path lock) throws IOException {
    Path folder = lock.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return FileChannel.open(
        lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static FileLock taken(FileChannel file, String what) throws IOException {
    long began = Stopwatch.ticks();
    boolean said = false;
    for (@Nullable FileLock lock = tried(file); ; lock = tried(file)) {
      if (lock != null) {
        return lock;
      }
      if (!said && Stopwatch.ticks() - began > SAYS_SO_NANOS) {
        said = true;
        System.err.println("waiting for process " + holder(file) + ", which makes " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while another process makes " + what);
      }
    }
  }

  private static @Nullable FileLock tried(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      // A thread of this process has it, by another name of the same file.
      return null;
    }
  }

  /// Who waits wants to know for whom.
  private static void note(FileChannel file) throws IOException {
    byte[] me = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    file.truncate(0);
    file.write(ByteBuffer.wrap(me), 0);
  }

  private static String holder(FileChannel file) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(NUMBER_BYTES);
    int n = file.read(text, 0);
    return n <= 0 ? "unknown" : new String(text.array(), 0, n, StandardCharsets.US_ASCII);
  }
}
