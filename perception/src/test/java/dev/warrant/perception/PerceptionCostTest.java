package dev.warrant.perception;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.perception.Recording.Received;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.perception.regime.RegimeClassifier;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Prints what an event costs on a recording, whose depth updates carry 68 levels in the mean; no
/// figure decides.
class PerceptionCostTest {
  private static final int ROUNDS = 5;

  @Test
  void theCostOfAnEventIsReported() {
    List<Received> events = Recording.BTC_2024.read(0);
    report("book and features", events, Patterns.none(), RegimeClassifier.none());
    report("with classifier", events, Patterns.none(), Replay.classifier(1));
    try (Patterns esper = Replay.esper()) {
      report("with Esper", events, esper, RegimeClassifier.none());
    }
  }

  private static void report(
      String what, List<Received> events, Patterns patterns, RegimeClassifier classifier) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long shift = 0;
    long span = events.getLast().nanos() - events.getFirst().nanos() + 1_000_000_000L;
    String line = "";
    for (int round = 0; round < ROUNDS; round++) {
      Replay replay = new Replay(List.of(Recording.BTC_2024.instrument(0)), patterns, classifier);
      long[] depths = new long[events.size()];
      int n = 0;
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long start = Stopwatch.ticks();
      for (Received r : events) {
        if (Replay.depth(r)) {
          long before = Stopwatch.ticks();
          replay.on(r.nanos() + shift, r.event());
          depths[n++] = Stopwatch.ticks() - before;
        } else {
          replay.on(r.nanos() + shift, r.event());
        }
      }
      long ticks = Stopwatch.ticks() - start;
      bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
      shift += span;
      Arrays.sort(depths, 0, n);
      assertThat(replay.perception.book(0).usable()).isTrue();
      line =
          "%s: %d ns an event (mean), depth update p50 %d ns, p90 %d ns; %d bytes an event"
              .formatted(
                  what,
                  ticks / events.size(),
                  depths[n / 2],
                  depths[n * 9 / 10],
                  bytes / events.size());
    }
    System.out.println(line);
  }
}
