package dev.warrant.knowledge.testing;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// Inputs and conclusions that follow from a seed and a sequence number alone, so that a test can
/// tell what a journal must hold without keeping it.
public final class SampleRecords {
  private SampleRecords() {}

  /// The input with sequence number `seq`.
  public static Event input(long seed, long seq) {
    SeededRandom random = new SeededRandom(seed * 1_000_003 + seq);
    return switch (random.nextInt(4)) {
      case 0 -> new DeskEvent.Timer();
      case 1 ->
          new MarketEvent.Trade(
              0, seq, 600_000L + random.nextInt(99), 1L + random.nextInt(9), true, true, seq, seq);
      case 2 -> new MarketEvent.StreamState(random.nextInt(2), true, "sample " + seq);
      default ->
          new MarketEvent.DepthUpdate(
              0, seq, seq + 1, seq - 1, seq, seq, levels(random), levels(random));
    };
  }

  /// What was concluded from it, in order.
  public static List<Derived> derived(long seed, long seq) {
    SeededRandom random = new SeededRandom(seed * 1_000_003 + seq).split("derived");
    List<Derived> out = new ArrayList<>();
    for (int i = random.nextInt(4) - 1; i > 0; i--) {
      out.add(
          random.nextInt(2) == 0
              ? new Derived.ModeChanged(Mode.NORMAL, Mode.REDUCE, "because " + seq + "/" + i)
              : new Derived.TraceHead(
                  seq, new Digest(i, seq, 1, seed), new Digest(seq, i, seed, 1)));
    }
    return out;
  }

  private static Levels levels(SeededRandom random) {
    long[] pairs = new long[2 * (1 + random.nextInt(8))];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = 600_000L - i;
      pairs[i + 1] = random.nextInt(10_000);
    }
    return Levels.of(pairs);
  }
}
