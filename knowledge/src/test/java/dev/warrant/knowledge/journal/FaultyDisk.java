package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;

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
  public Pages map(Path file, long bytes) throws IOException {
    Pages real = REAL.map(file, bytes);
    return new Pages() {
      @Override
      public void put(long at, byte[] from, int offset, int length) {
        real.put(at, from, offset, length);
      }

      @Override
      public void putInt(long at, int value) {
        real.putInt(at, value);
      }

      @Override
      public void touch(long at) {
        real.touch(at);
      }

      @Override
      public void force(long from, long to) throws IOException {
        if (failing) {
          throw new IOException("Input/output error");
        }
      }

      @Override
      public void close() {
        real.close();
      }
    };
  }

  @Override
  public ExecutorService helper() {
    return REAL.helper();
  }

  @Override
  public void sync(Path fileOrFolder) throws IOException {
    if (failing) {
      throw new IOException("Input/output error");
    }
  }
}
