package dev.warrant.execution.desk;

import dev.warrant.execution.venue.Inbox;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Digest;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Deliberates on a thread of its own and tells the desk when a result is there. If the thread
/// hangs or the deliberator fails, no result comes and no warrant is issued; the desk works on.
final class ReasoningThread implements DeliberationPort, AutoCloseable {
  private final Inbox inbox;
  private final Latencies latencies;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("reasoning").daemon().factory());
  private volatile @Nullable Deliberation ready;
  private volatile String failure = "";
  private @Nullable Deliberator deliberator;
  private @Nullable Deliberator spare;
  private Digest policy;
  private Digest spareOf = Digest.ZERO;

  /// @param policy digest of the policy they are opened on
  /// @param open makes the deliberator on the thread that will use it, since its engines are bound
  ///   to their thread
  ReasoningThread(
      Digest policy,
      Supplier<Deliberator> open,
      Inbox inbox,
      Latencies latencies,
      Runnable opened) {
    this.policy = policy;
    this.inbox = inbox;
    this.latencies = latencies;
    thread.execute(() -> {
      try {
        deliberator = open.get();
        opened.run();
      } catch (RuntimeException e) {
        failure = String.valueOf(e.getMessage());
        opened.run();
      } catch (Error e) {
        failure = "the engines did not open: " + e;
        opened.run();
      }
    });
  }

  @Override
  public void begin(Cut cut) {
    thread.execute(() -> deliberate(cut));
  }

  @Override
  public void under(Version version) {
    thread.execute(() -> {
      // The engines of the version before stay open, for a way back without waiting.
      Deliberator other = deliberator;
      deliberator = null;
      try {
        if (version.policy().digest().equals(spareOf)) {
          deliberator = spare;
        } else {
          if (spare != null) {
            spare.close();
          }
          deliberator = version.engines().get();
        }
        failure = "";
      } catch (RuntimeException | Error e) {
        failure = "the engines of " + version.policy().digest().brief() + " did not open: " + e;
      }
      spare = other;
      spareOf = policy;
      policy = version.policy().digest();
    });
  }

  private void deliberate(Cut cut) {
    Deliberator d = deliberator;
    if (d == null) {
      return;
    }
    long start = Stopwatch.ticks();
    try {
      ready = d.deliberate(cut);
    } catch (RuntimeException | Error e) {
      // Also an Error: a stack or a heap that an engine used up must be told, and no objection can
      // tell it, since a replay on a larger machine would not find it again.
      failure = "deliberation " + cut.id() + " failed: " + e;
      return;
    }
    latencies.deliberation((Stopwatch.ticks() - start) / 1_000);
    inbox.offer(new DeskEvent.Published(cut.id()));
  }

  @Override
  public Deliberation result(long cut) {
    Deliberation there = Objects.requireNonNull(ready, "no deliberation has ended");
    if (there.cut() != cut) {
      throw new IllegalStateException(
          "expected the result of cut " + cut + ", found " + there.cut());
    }
    return there;
  }

  /// Why no deliberation comes; empty if nothing failed.
  String failure() {
    return failure;
  }

  @Override
  public void close() {
    thread.execute(() -> {
      if (deliberator != null) {
        deliberator.close();
      }
      if (spare != null) {
        spare.close();
      }
    });
    thread.shutdown();
  }
}
