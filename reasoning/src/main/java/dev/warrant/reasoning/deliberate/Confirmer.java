package dev.warrant.reasoning.deliberate;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The thread on which solver contexts are asked and closed, one task after the other.
final class Confirmer {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("solver").daemon().factory());

  // Used on the thread alone.
  private @Nullable RuntimeException broken;

  /// Runs `question` after everything asked before.
  <T> Future<T> ask(Callable<T> question) {
    return thread.submit(() -> {
      RuntimeException before = broken;
      broken = null;
      if (before != null) {
        throw before;
      }
      return question.call();
    });
  }

  /// Runs `task` when its turn comes; the next question fails as it failed.
  void later(Runnable task) {
    thread.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        broken = e;
      }
    });
  }

  /// Runs `task` last.
  void end(Runnable task) {
    thread.execute(task);
    thread.shutdown();
  }

  /// The answer, or what kept it from being given.
  static <T> T await(Future<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the solver was at work", e);
    }
  }
}
