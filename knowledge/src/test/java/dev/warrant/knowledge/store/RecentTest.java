package dev.warrant.knowledge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.unit.Digest;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static final int LATEST = 262_144;

  @Test
  void theLatestAreRememberedAndThoseBeforeThemForgotten() {
    Recent<Long> recent = new Recent<>();
    long all = 3L * LATEST + 5;
    for (long i = 1; i <= all; i++) {
      recent.put(id(i), i);
    }
    for (long i = all - LATEST + 1; i <= all; i += 997) {
      assertThat(recent.get(id(i))).isEqualTo(i);
    }
    for (long i = 1; i <= all - 2 * LATEST; i += 997) {
      assertThat(recent.get(id(i))).isNull();
    }
  }

  private static Digest id(long i) {
    return new Digest(i * 0x9e3779b97f4a7c15L, i, 0, 0);
  }
}
