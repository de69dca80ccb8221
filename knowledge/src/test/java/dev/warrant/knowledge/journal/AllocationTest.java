package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
  @TempDir Path folder;

  @Test
  void appendingABookChangeAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    MarketEvent event =
        new MarketEvent.DepthUpdate(
            0, 1, 2, 3, 4, 5, Levels.of(1, 2, 3, 4), Levels.of(5, 6, 7, 8, 9, 10));
    try (JournalWriter writer =
        JournalWriter.open(new FaultyDisk(), folder, "run", JournalWriter.SEGMENT_BYTES)) {
      for (int i = 0; i < 20_000; i++) {
        writer.input(i, event);
      }
      int records = 50_000;
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < records; i++) {
        writer.input(i, event);
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(bytes / records).isZero();
    }
  }
}
