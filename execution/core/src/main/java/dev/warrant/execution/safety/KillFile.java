package dev.warrant.execution.safety;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// Watches for a file: as soon as it exists, everything is killed. It is looked for every five
/// milliseconds on a thread of its own, which needs nothing of the desk. A file that is there at
/// the start kills at once; taking it away resumes nothing, but makes the next one count.
public final class KillFile implements AutoCloseable {
  /// Pause between looks.
  public static final long LOOK_NANOS = 5_000_000L;

  private final Path file;
  private final KillPath path;
  private final Thread thread;
  private volatile boolean closed;

  /// Starts to watch.
  public KillFile(Path file, KillPath path) {
    this.file = file;
    this.path = path;
    thread = Thread.ofPlatform().name("kill-file").daemon().start(this::watch);
  }

  private void watch() {
    boolean fired = false;
    while (!closed) {
      boolean present = present();
      if (present && !fired) {
        path.kill("kill-file", "found " + file.getFileName());
      }
      fired = present;
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /// A link that leads nowhere is a wish to stop as well.
  private boolean present() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
