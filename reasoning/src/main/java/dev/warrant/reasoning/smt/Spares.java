package dev.warrant.reasoning.smt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Keeps one fresh solver context ahead, because opening one takes milliseconds: each deliberation
/// takes the spare and closes it, while the next is opened beside it. Which thread opened a context
/// has no influence on its answers.
public final class Spares implements AutoCloseable {
  private final long fuel;
  private CompletableFuture<Smt> spare;
  private boolean closed;

  /// Starts to open the first context; the very first of a process also loads the native library.
  ///
  /// @param fuel see [Smt]
  public Spares(long fuel) {
    this.fuel = fuel;
    this.spare = open();
  }

  private CompletableFuture<Smt> open() {
    CompletableFuture<Smt> next = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("solver-spare")
        .start(() -> {
          try {
            next.complete(new Smt(fuel));
          } catch (RuntimeException | LinkageError e) {
            next.completeExceptionally(e);
          }
        });
    return next;
  }

  /// A fresh context; the caller closes it.
  ///
  /// @throws IllegalStateException if the solver cannot be loaded or this was closed
  public synchronized Smt take() {
    if (closed) {
      throw new IllegalStateException("no more solver contexts: already closed");
    }
    CompletableFuture<Smt> mine = spare;
    try {
      Smt smt = mine.join();
      spare = open();
      return smt;
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "the solver cannot be loaded\nMaybe this machine lacks libstdc++ or libgomp, or the "
              + "temporary folder is full or not executable.",
          e);
    }
  }

  /// Closes the spare too.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      spare.thenAccept(Smt::close);
    }
  }
}
