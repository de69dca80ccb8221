package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.QuickSignatures;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Everything ends before every write, fsync and rename, in four ways: what is left is a prefix of
/// what was written that holds all that was promised, and journal and log go on without a fork.
class CrashPointsTest {
  private static final int SEEDS = Integer.getInteger("warrant.crash.seeds", 20);
  private static final int STEPS = 300;
  private static final long LEAST = 5_000L * SEEDS;

  @BeforeAll
  static void remember() {
    QuickSignatures.install();
  }

  @AfterAll
  static void forget() {
    QuickSignatures.remove();
  }

  @Test
  void everyCrashLeavesAPrefixWithAllThatWasPromised() {
    long points =
        LongStream.rangeClosed(1, SEEDS)
            .parallel()
            .map(seed -> new CrashWorkload(seed).run(STEPS))
            .sum();
    System.out.println("crash points: " + points);
    assertThat(points).isGreaterThanOrEqualTo(LEAST);
  }
}
