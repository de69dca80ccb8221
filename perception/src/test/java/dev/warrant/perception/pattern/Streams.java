package dev.warrant.perception.pattern;

import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/// Events in which every shipped pattern matches now and then.
final class Streams {
  static final long SECOND = 1_000_000_000L;
  static final long T0 = 1_700_000_000L * SECOND;
  private static final int STEP_MILLIS = 50;

  private Streams() {}

  /// An event with its input and time.
  record Given(long seq, long nanos, PatternEvent event) {}

  /// A trade, a book or both of one of two instruments each fifty milliseconds, and pulses of both
  /// each second.
  static List<Given> of(long seed, int steps) {
    SeededRandom random = new SeededRandom(seed);
    List<Given> out = new ArrayList<>();
    long[] mids = {6_000_000, 260_000};
    long[] ages = {1_000, 1_000};
    long seq = 0;
    for (int step = 1; step <= steps; step++) {
      long now = T0 + step * (STEP_MILLIS * 1_000_000L);
      if (step % (1_000 / STEP_MILLIS) == 0) {
        seq++;
        for (int i = 0; i < 2; i++) {
          out.add(new Given(seq, now, pulse(i, mids, ages, random)));
        }
      }
      int i = random.nextInt(2);
      long lots = random.nextInt(90) == 0 ? 400 : 1 + random.nextInt(20);
      seq++;
      out.add(
          new Given(seq, now, new PatternEvent.Trade(i, mids[i] / 100, lots, random.nextInt(2))));
      // Wide for a while, every thousandth step or so.
      boolean wide = step % 900 > 840;
      long spread = wide ? 700 + random.nextInt(3) : 100 + random.nextInt(3) * 100L;
      long usual = step < 20 ? 0 : 150;
      long bid = mids[i] / 100;
      seq++;
      out.add(
          new Given(
              seq,
              now,
              new PatternEvent.Book(
                  i, bid, bid + spread / 100, spread, usual, 1 + random.nextInt(9))));
    }
    return out;
  }

  private static PatternEvent.Pulse pulse(int i, long[] mids, long[] ages, SeededRandom random) {
    mids[i] += random.nextInt(101) - 50 + (random.nextInt(25) == 0 ? 400 : 0);
    ages[i] = random.nextInt(6) == 0 ? ages[i] + 800_000 : random.nextInt(3) == 0 ? 1_000 : ages[i];
    boolean stuffed = random.nextInt(30) == 0;
    return new PatternEvent.Pulse(
        i, ages[i], mids[i], 50, stuffed ? 4_000 : 100 + random.nextInt(50), stuffed ? 2 : 5);
  }
}
