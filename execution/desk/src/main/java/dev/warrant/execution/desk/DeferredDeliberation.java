package dev.warrant.execution.desk;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.seam.Stopwatch;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Deliberates when the result is asked for, on the caller's thread: for simulated time and replay,
/// where only the position of the result matters.
public final class DeferredDeliberation implements DeliberationPort {
  private Deliberator deliberator;
  private final Latencies latencies;
  private final LongConsumer begun;
  private @Nullable Cut cut;

  /// @param begun hears the number of each cut, to have its result published later
  public DeferredDeliberation(Deliberator deliberator, Latencies latencies, LongConsumer begun) {
    this.deliberator = deliberator;
    this.latencies = latencies;
    this.begun = begun;
  }

  @Override
  public void begin(Cut next) {
    cut = next;
    begun.accept(next.id());
  }

  @Override
  public void under(Version version) {
    deliberator = version.engines().get();
  }

  @Override
  public Deliberation result(long id) {
    Cut taken = cut;
    if (taken == null || taken.id() != id) {
      throw new IllegalStateException("cut " + id + " was never taken");
    }
    cut = null;
    long start = Stopwatch.ticks();
    Deliberation result = deliberator.deliberate(taken);
    latencies.deliberation((Stopwatch.ticks() - start) / 1_000);
    return result;
  }
}
