package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that happens to a cleanly closed journal goes unseen.
class JournalDamageTest {
  @TempDir Path folder;
  private List<Path> files = List.of();

  @BeforeEach
  void writeSmallJournal() {
    Samples.write(folder, 5, 35);
    files = SegmentFiles.list(folder);
    assertThat(files.size()).isBetween(2, 3);
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    for (Path file : files) {
      byte[] good = Files.readAllBytes(file);
      // Written in place: replacing a file makes some file systems wait for the disk.
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (int bit = 0; bit < 8 * good.length; bit++) {
          byte flipped = (byte) (good[bit / 8] ^ 1 << bit % 8);
          channel.write(ByteBuffer.wrap(new byte[] {flipped}), bit / 8);
          assertDamaged("bit " + bit + " of " + file.getFileName());
          channel.write(ByteBuffer.wrap(good, bit / 8, 1), bit / 8);
        }
      }
    }
    Samples.check(folder, 5);
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    for (Path file : files) {
      byte[] good = Files.readAllBytes(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (int n = good.length - 1; n >= 0; n--) {
          channel.truncate(n);
          assertDamaged(n + " bytes of " + file.getFileName());
        }
      }
      Files.write(file, good);
    }
  }

  @Test
  void aMissingSegmentIsFound() throws IOException {
    Samples.write(folder, 5, 200);
    List<Path> longer = SegmentFiles.list(folder);
    // Without its first segments a journal is one whose past was retired.
    for (Path file : longer.subList(1, longer.size() - 1)) {
      byte[] good = Files.readAllBytes(file);
      Files.delete(file);
      assertDamaged("without " + file.getFileName());
      Files.write(file, good);
    }
  }

  @Test
  void segmentsInAnotherOrderAreFound() throws IOException {
    for (int i = 0; i + 1 < files.size(); i++) {
      byte[] first = Files.readAllBytes(files.get(i));
      byte[] second = Files.readAllBytes(files.get(i + 1));
      Files.write(files.get(i), second);
      Files.write(files.get(i + 1), first);
      assertDamaged("swap at " + i);
      Files.write(files.get(i), first);
      assertDamaged("duplicate at " + i);
      Files.write(files.get(i + 1), second);
    }
  }

  @Test
  void recordsFromAnotherSoundJournalAreFound(@TempDir Path other) throws IOException {
    Samples.write(other, 6, 35);
    List<Path> foreign = SegmentFiles.list(other);
    for (int i = 0; i < Math.min(files.size(), foreign.size()); i++) {
      byte[] good = Files.readAllBytes(files.get(i));
      Files.write(files.get(i), Files.readAllBytes(foreign.get(i)));
      assertDamaged("splice at " + i);
      Files.write(files.get(i), good);
    }
  }

  @Test
  void bytesAfterTheEndAreFound() throws IOException {
    Path last = files.getLast();
    byte[] good = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(good, good.length + 100));
    Samples.check(folder, 5);
    byte[] bad = Arrays.copyOf(good, good.length + 100);
    bad[good.length + 77] = 1;
    Files.write(last, bad);
    assertDamaged("a byte in the padding");
  }

  @Test
  void theErrorSaysWhereAndWhat() throws IOException {
    Path file = files.getFirst();
    byte[] bad = Files.readAllBytes(file);
    bad[Layout.HEADER_BYTES + Layout.RECORD_BYTES] ^= 1;
    Files.write(file, bad);
    assertThatThrownBy(() -> JournalReader.read(folder, _ -> {}))
        .isInstanceOfSatisfying(
            JournalDamaged.class,
            d -> {
              assertThat(d.file()).isEqualTo(file.toString());
              assertThat(d.offset()).isEqualTo(Layout.HEADER_BYTES);
              assertThat(d.seq()).isZero();
            })
        .hasMessageContaining("record checksum: expected ")
        .hasMessageContaining(", found ")
        .hasMessageContaining("\nMaybe");
    assertThatThrownBy(() -> JournalWriter.open(folder, "run", Samples.SMALL))
        .isInstanceOf(JournalDamaged.class);
  }

  private void assertDamaged(String what) {
    try {
      JournalReader.read(folder, _ -> {});
    } catch (JournalDamaged expected) {
      return;
    }
    throw new AssertionError("not seen: " + what);
  }
}
