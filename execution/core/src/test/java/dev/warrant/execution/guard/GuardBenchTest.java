package dev.warrant.execution.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.warrant.knowledge.seam.SeededRandom;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class GuardBenchTest {
  @Test
  void aMillionChecksAllocateNothing() {
    CompiledGuard guard = GuardCompiler.compile(Policies.twenty());
    long[][] calls = new long[1_000_000][];
    long[][] vectors = GuardBench.vectors(guard, new SeededRandom(3));
    for (int i = 0; i < calls.length; i++) {
      calls[i] = vectors[i % vectors.length];
    }
    assertThat(GuardBench.bytesPerCall(guard.guard(), calls)).isZero();
  }

  @Test
  void aMillionQuestionsForTheBindingLimitAllocateNothing() {
    CompiledGuard guard = GuardCompiler.compile(Policies.twenty());
    long[] slots = new SlotVectors(guard, new SeededRandom(4)).admitted();
    bindingBytes(guard, slots);
    assertThat(bindingBytes(guard, slots)).isZero();
  }

  /// Bytes of a million questions beyond what asking for the count costs.
  private static long bindingBytes(CompiledGuard guard, long[] slots) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    long start = threads.getThreadAllocatedBytes(id);
    long before = threads.getThreadAllocatedBytes(id);
    long sum = 0;
    for (int i = 0; i < 1_000_000; i++) {
      sum += guard.margin(guard.bindingLimit(slots), slots);
    }
    long after = threads.getThreadAllocatedBytes(id);
    assertThat(sum).isNotZero();
    return after - before - (before - start);
  }

  @Test
  void theBenchReportsVariedVectorsAndNoBytes() {
    GuardBench.Result result = GuardBench.run(Policies.twenty());
    System.out.println(result + " ratio " + result.ratio());
    assertThat(result.limits()).isEqualTo(26);
    assertThat(result.bytesPerCall()).isZero();
    assertThat(result.admitted()).isBetween(800, 960);
    assertThat(result.guardNanos()).isPositive();
  }
}
