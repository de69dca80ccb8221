package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.seam.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the next start may cut, and what it must never.
class TornTailTest {
  private static final int SECTOR = 512;

  /// How many power losses each seed tries; CI's full measure is 2000 in all.
  private static final int LOSSES = Integer.getInteger("warrant.powerLosses", 400) / 8;

  @TempDir Path temp;
  private final FaultyDisk quick = new FaultyDisk();
  private int folders;

  /// Power-loss model: what was forced is there; of what was written later, any set of sectors is.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void afterAPowerLossEverythingForcedIsThereAndTheJournalGoesOn(long seed) throws IOException {
    SeededRandom random = new SeededRandom(seed);
    for (int loss = 0; loss < LOSSES; loss++) {
      Path live = folder("live");
      Path disk = folder("disk");
      long forced = writeAndLosePower(random, seed, live, disk);
      checkAfterLoss(disk, forced);
      clear(live);
      clear(disk);
    }
  }

  private long writeAndLosePower(SeededRandom random, long seed, Path live, Path disk)
      throws IOException {
    try (JournalWriter writer = JournalWriter.open(quick, live, "run", Samples.SMALL)) {
      Samples.append(writer, seed, random.nextInt(30));
      if (random.nextInt(2) == 0) {
        writer.settle();
      }
      long forced = writer.force();
      Samples.copy(live, disk);
      Path now = folder("now");
      Samples.append(writer, seed, writer.lastSeq() + random.nextInt(20));
      if (random.nextInt(4) > 0) {
        Samples.mark(writer, forced);
      }
      Samples.append(writer, seed, writer.lastSeq() + random.nextInt(20));
      Samples.copy(live, now);
      for (Path file : SegmentFiles.list(now)) {
        merge(random, file, disk.resolve(file.getFileName()));
      }
      clear(now);
      return forced;
    }
  }

  /// Lets each changed sector of `now` reach the disk or not, and each new file, too.
  private static void merge(SeededRandom random, Path now, Path disk) throws IOException {
    boolean known = Files.exists(disk);
    if (!known && random.nextInt(3) == 0) {
      return;
    }
    byte[] fresh = Files.readAllBytes(now);
    byte[] old = known ? Files.readAllBytes(disk) : new byte[fresh.length];
    int odds = 1 + random.nextInt(4);
    for (int at = 0; at < old.length; at += SECTOR) {
      if (random.nextInt(odds) == 0) {
        System.arraycopy(fresh, at, old, at, SECTOR);
      }
    }
    Files.write(disk, old);
  }

  private void checkAfterLoss(Path disk, long forced) {
    List<Path> files = SegmentFiles.list(disk);
    boolean gap = files.size() != lastIndex(files);
    if (gap) {
      // A later file without the one before it: names reach the disk with the folder, in order.
      return;
    }
    long seen = JournalReader.read(disk, _ -> {}).lastSeq();
    assertThat(seen).isGreaterThanOrEqualTo(forced);
    try (JournalWriter writer = JournalWriter.open(quick, disk, "run", Samples.SMALL)) {
      assertThat(writer.lastSeq()).isEqualTo(seen);
      writer.input(1, new DeskEvent.Timer());
    }
    JournalSummary summary = JournalReader.read(disk, _ -> {});
    assertThat(summary.lastSeq()).isEqualTo(seen + 1);
    assertThat(summary.closed()).isTrue();
  }

  private static int lastIndex(List<Path> files) {
    return Integer.parseInt(files.getLast().getFileName().toString().substring(0, 8));
  }

  @Test
  void damageThatAMarkCoversIsNeverCut() throws IOException {
    Path folder = folder("journal");
    try (JournalWriter writer = JournalWriter.open(quick, folder, "run", 1 << 16)) {
      Samples.append(writer, 1, 40);
      Samples.mark(writer, 30);
      Samples.append(writer, 1, 50);
      Path file = SegmentFiles.list(folder).getFirst();
      byte[] good = Files.readAllBytes(file);
      int coveredEnd = offsetAfter(folder, 30);
      int dataEnd = Layout.HEADER_BYTES + (int) dataBytes(folder);
      for (int at = Layout.HEADER_BYTES; at < dataEnd; at += 37) {
        Path copy = folder("copy");
        Samples.copy(folder, copy);
        Files.delete(copy.resolve(SegmentFiles.LOCK));
        byte[] bad = good.clone();
        bad[at] ^= 0x10;
        Files.write(copy.resolve(file.getFileName()), bad);
        if (at < coveredEnd) {
          assertThatThrownBy(() -> JournalWriter.open(quick, copy, "run", Samples.SMALL))
              .as("byte %d", at)
              .isInstanceOf(JournalDamaged.class);
        } else {
          try (JournalWriter again = JournalWriter.open(quick, copy, "run", Samples.SMALL)) {
            assertThat(again.lastSeq()).as("byte %d", at).isBetween(30L, 50L);
            assertThat(again.cutBytes()).isPositive();
          }
        }
      }
    }
  }

  @Test
  void aTornTailIsReportedAndLeftAloneByReaders() throws IOException {
    Path folder = folder("journal");
    try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
      Samples.append(writer, 1, 10);
      Path copy = folder("copy");
      Samples.copy(folder, copy);
      Path file = SegmentFiles.list(copy).getFirst();
      byte[] torn = Files.readAllBytes(file);
      Arrays.fill(torn, offsetAfter(copy, 8) + 5, torn.length, (byte) 0);
      Files.write(file, torn);
      JournalSummary summary = JournalReader.read(copy, _ -> {});
      assertThat(summary.lastSeq()).isEqualTo(8);
      assertThat(summary.tornBytes()).isPositive();
      assertThat(summary.closed()).isFalse();
      assertThat(Files.readAllBytes(file)).isEqualTo(torn);
    }
  }

  @Test
  void damageBeforeALaterStartIsNeverCut() throws IOException {
    Path folder = folder("journal");
    for (int start = 0; start < 2; start++) {
      Path copy = folder("copy");
      try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
        Samples.append(writer, 1, writer.lastSeq() + 5);
        Samples.copy(folder, copy);
      }
      Files.delete(copy.resolve(SegmentFiles.LOCK));
      folder = copy;
    }
    Path first = SegmentFiles.list(folder).getFirst();
    byte[] bad = Files.readAllBytes(first);
    bad[offsetAfter(folder, 4) + 9] ^= 1;
    Files.write(first, bad);
    Path damaged = folder;
    assertThatThrownBy(() -> JournalWriter.open(damaged, "run", Samples.SMALL))
        .isInstanceOf(JournalDamaged.class);
  }

  /// Offset in the first segment just after `seq` and its conclusions.
  private static int offsetAfter(Path folder, long seq) {
    Scanner scanner = new Scanner(SegmentFiles.list(folder), 0);
    int end = Layout.HEADER_BYTES;
    while (scanner.advance() && scanner.state().lastSeq() <= seq) {
      end = scanner.end();
    }
    return end;
  }

  private static long dataBytes(Path folder) {
    Scanner scanner = new Scanner(SegmentFiles.list(folder), 0);
    scanner.toEnd();
    return scanner.dataBytes() - Layout.HEADER_BYTES;
  }

  private static void clear(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private Path folder(String name) {
    return temp.resolve(name + folders++);
  }
}
