package dev.warrant.execution.desk;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Things that are open and must be closed together, the latest first. One that cannot be closed
/// keeps none of the others open.
final class Openings implements AutoCloseable {
  private final ArrayDeque<Runnable> closers = new ArrayDeque<>();

  void add(Runnable closer) {
    closers.push(closer);
  }

  /// All was put together: nothing is closed.
  void keep() {
    closers.clear();
  }

  @Override
  public void close() {
    @Nullable RuntimeException first = null;
    for (Runnable closer = closers.poll(); closer != null; closer = closers.poll()) {
      try {
        closer.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
