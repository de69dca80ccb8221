package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk that can be full, or fail to confirm; otherwise it confirms at once, so that tests need
/// not wait for a real one.
final class FaultyDisk implements Disk {
  volatile boolean full;
  volatile boolean failing;

  @Override
  public void create(Path file, long bytes) throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
    Files.write(file, new byte[(int) bytes]);
  }

  @Override
  public MemorySegment map(Path file, long bytes, Arena arena) throws IOException {
    return REAL.map(file, bytes, arena);
  }

  @Override
  public void force(MemorySegment pages) throws IOException {
    if (failing) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public void sync(Path fileOrFolder) throws IOException {
    if (failing) {
      throw new IOException("Input/output error");
    }
  }
}
