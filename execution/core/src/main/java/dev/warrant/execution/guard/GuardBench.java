package dev.warrant.execution.guard;

import com.sun.management.ThreadMXBean;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.rules.pack.PolicyPack;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/// Measures the guard of a policy against a table loop over the same rows, in one run.
public final class GuardBench {
  /// Few enough to stay near the core, as the live board does.
  private static final int VECTORS = 64;

  private static final int BASES = 16;
  private static final int CALLS = 1 << 18;
  private static final int ROUNDS = 25;
  private static final int REFUSED_OF_VECTORS = 16;

  /// What was measured.
  ///
  /// @param limits how many rows were asked, the warrant's included
  /// @param guardNanos time of one check, best round
  /// @param loopNanos the same for the table loop
  /// @param bytesPerCall allocated by one guard check
  /// @param admitted how many of a thousand vectors were admitted
  /// @param checksum sum of all answers, so that no call can be left out
  public record Result(
      int limits,
      double guardNanos,
      double loopNanos,
      double bytesPerCall,
      int admitted,
      long checksum) {
    /// Time of the guard over time of the loop; below 1 the guard is faster.
    public double ratio() {
      return guardNanos / loopNanos;
    }
  }

  private GuardBench() {}

  /// Measures the entry guard of `pack` on varied vectors, one in sixteen refused. Takes about a
  /// second.
  ///
  /// @throws IllegalStateException if no admissible vector is found, or guard and loop disagree
  public static Result run(PolicyPack pack) {
    CompiledGuard compiled = GuardCompiler.compile(pack);
    Guard guard = compiled.guard();
    Guard loop = new TableLoop(compiled.plan());
    long[][] vectors = vectors(compiled, new SeededRandom(1));
    long[][] calls = new long[CALLS][];
    SeededRandom order = new SeededRandom(2);
    for (int i = 0; i < CALLS; i++) {
      calls[i] = vectors[order.nextInt(VECTORS)];
    }
    int admitted = 0;
    for (long[] vector : vectors) {
      int answer = guard.check(vector);
      if (answer != loop.check(vector)) {
        throw new IllegalStateException("guard and table loop disagree: " + answer);
      }
      admitted += answer == 0 ? 1 : 0;
    }
    double guardBest = Double.MAX_VALUE;
    double loopBest = Double.MAX_VALUE;
    long sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long t0 = Stopwatch.ticks();
      sum += guarded(guard, calls);
      long t1 = Stopwatch.ticks();
      sum += looped(loop, calls);
      long t2 = Stopwatch.ticks();
      guardBest = Math.min(guardBest, (t1 - t0) / (double) CALLS);
      loopBest = Math.min(loopBest, (t2 - t1) / (double) CALLS);
    }
    double bytes = bytesPerCall(guard, calls);
    return new Result(
        compiled.limits().size(), guardBest, loopBest, bytes, admitted * 1000 / VECTORS, sum);
  }

  /// Bytes one check allocates, from the JVM's own count around [#CALLS] calls.
  static double bytesPerCall(Guard guard, long[][] calls) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    threads.getThreadAllocatedBytes(id);
    long before = threads.getThreadAllocatedBytes(id);
    long between = threads.getThreadAllocatedBytes(id);
    guarded(guard, calls);
    long after = threads.getThreadAllocatedBytes(id);
    long own = between - before;
    return Math.max(0, after - between - own) / (double) calls.length;
  }

  static long[][] vectors(CompiledGuard guard, SeededRandom random) {
    SlotVectors make = new SlotVectors(guard, random);
    List<long[]> bases = Stream.generate(make::admitted).limit(BASES).toList();
    long[][] out = new long[VECTORS][];
    for (int i = 0; i < VECTORS; i++) {
      long[] near = make.near(bases.get(i % BASES));
      out[i] = i % REFUSED_OF_VECTORS == 0 ? make.refused(near) : near;
    }
    return out;
  }

  // Two loops, so that each call site sees one class, as it does in the executor.

  private static long guarded(Guard guard, long[][] calls) {
    long sum = 0;
    for (long[] call : calls) {
      sum += guard.check(call);
    }
    return sum;
  }

  private static long looped(Guard loop, long[][] calls) {
    long sum = 0;
    for (long[] call : calls) {
      sum += loop.check(call);
    }
    return sum;
  }
}
