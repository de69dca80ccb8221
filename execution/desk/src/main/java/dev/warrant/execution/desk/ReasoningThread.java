package dev.warrant.execution.desk;

import dev.warrant.execution.venue.Inbox;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.seam.Stopwatch;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Deliberates on a thread of its own and tells the desk when a result is there. If the thread
/// hangs or the deliberator fails, no result comes and no warrant is issued; the desk works on.
final class ReasoningThread implements DeliberationPort, AutoCloseable {
  private final Inbox inbox;
  private final Latencies latencies;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("reasoning").daemon().factory());
  private final AtomicReference<List<Deliberation>> ready = new AtomicReference<>(List.of());
  private final AtomicReference<String> failure = new AtomicReference<>("");
  private @Nullable Deliberator deliberator;

  /// @param open makes the deliberator on the thread that will use it, since its engines are bound
  ///   to their thread
  ReasoningThread(Supplier<Deliberator> open, Inbox inbox, Latencies latencies, Runnable opened) {
    this.inbox = inbox;
    this.latencies = latencies;
    thread.execute(() -> {
      try {
        deliberator = open.get();
        opened.run();
      } catch (RuntimeException e) {
        failure.set(String.valueOf(e.getMessage()));
        opened.run();
      }
    });
  }

  @Override
  public void begin(Cut cut) {
    thread.execute(() -> deliberate(cut));
  }

  private void deliberate(Cut cut) {
    Deliberator d = deliberator;
    if (d == null) {
      return;
    }
    long start = Stopwatch.ticks();
    try {
      ready.set(List.of(d.deliberate(cut)));
    } catch (RuntimeException e) {
      failure.set("deliberation " + cut.id() + " failed: " + e);
      return;
    }
    latencies.deliberation((Stopwatch.ticks() - start) / 1_000);
    inbox.offer(new DeskEvent.Published(cut.id()));
  }

  @Override
  public Deliberation result(long cut) {
    List<Deliberation> there = ready.getAndSet(List.of());
    if (there.isEmpty() || there.getFirst().cut() != cut) {
      throw new IllegalStateException("no result of cut " + cut + " is there");
    }
    return there.getFirst();
  }

  /// Why no deliberation comes; empty if nothing failed.
  String failure() {
    return failure.get();
  }

  @Override
  public void close() {
    thread.execute(() -> {
      Deliberator d = deliberator;
      if (d != null) {
        d.close();
      }
    });
    thread.shutdown();
  }
}
