package dev.warrant.knowledge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.disk.MemoryDisk;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLogTest {
  @TempDir Path folder;

  @Test
  void nodesComeBackInOrderAndById() {
    List<TraceNode> nodes = nodes(5_000);
    Digest root;
    try (TraceWriter writer = TraceWriter.open(folder, 1)) {
      writer.append(nodes);
      writer.append(nodes);
      assertThat(writer.size()).isEqualTo(5_000);
      root = writer.root();
    }
    TraceReader reader = TraceReader.open(folder);
    List<TraceNode> read = new ArrayList<>();
    reader.forEach(read::add);
    assertThat(read).isEqualTo(nodes);
    assertThat(reader.root(1)).isEqualTo(root);
    assertThat(reader.lastEpoch()).isEqualTo(1);
    assertThat(reader.find(nodes.get(1_234).id())).isEqualTo(nodes.get(1_234));
    assertThat(reader.find(Digest.ZERO)).isNull();
  }

  @Test
  void aTraceThatKeepsNothingHasTheSameRoot() {
    try (TraceRoot root = new TraceRoot();
        TraceWriter writer = TraceWriter.open(folder, 1)) {
      for (TraceNode node : nodes(300)) {
        root.append(node);
        root.append(node);
        writer.append(node);
        assertThat(root.root()).isEqualTo(writer.root());
      }
    }
  }

  @Test
  void everyEpochHasItsOwnTrace() {
    List<TraceNode> nodes = nodes(10);
    for (int epoch = 1; epoch <= 3; epoch++) {
      try (TraceWriter writer = TraceWriter.open(folder, epoch)) {
        writer.append(nodes.subList(0, epoch));
      }
    }
    TraceReader reader = TraceReader.open(folder);
    try (TraceRoot two = new TraceRoot()) {
      two.append(nodes.subList(0, 2));
      assertThat(reader.root(2)).isEqualTo(two.root());
    }
    assertThat(reader.lastEpoch()).isEqualTo(3);
  }

  @Test
  void aBatchThatCannotBeWrittenLeavesNoNodeOutAndIsTriedAgain() {
    List<TraceNode> nodes = nodes(5_000);
    boolean[] full = {false};
    int refused = 0;
    Digest root;
    try (TraceWriter writer =
        TraceWriter.open(
            folder,
            1,
            (file, bytes, at) -> {
              if (full[0]) {
                // As a full disk does it: some bytes still find room.
                int limit = bytes.limit();
                bytes.limit(bytes.position() + bytes.remaining() / 2);
                file.write(bytes, at);
                bytes.limit(limit);
                throw new IOException("No space left on device");
              }
              return file.write(bytes, at);
            },
            64L << 20)) {
      writer.append(nodes.subList(0, 2_000));
      full[0] = true;
      for (int from = 2_000; from < 4_000; from += 500) {
        List<TraceNode> batch = nodes.subList(from, from + 500);
        refused += refuses(() -> writer.append(batch)) ? 1 : 0;
      }
      refused += refuses(() -> nodes.subList(4_000, 4_500).forEach(writer::append)) ? 1 : 0;
      full[0] = false;
      // The node that was refused is in; after it the others of that batch were never offered.
      writer.append(nodes.subList(4_000, 5_000));
      root = writer.root();
    }
    assertThat(refused).isGreaterThan(1);
    TraceReader reader = TraceReader.open(folder);
    List<TraceNode> read = new ArrayList<>();
    reader.forEach(read::add);
    assertThat(read).isEqualTo(nodes);
    assertThat(reader.root(1)).isEqualTo(root);
  }

  @Test
  void aFullDiskThatRefusesTheNextFileLetsTheSameWriterGoOnWhenItIsFreed() {
    List<TraceNode> nodes = nodes(20_000);
    boolean[] full = {false};
    int refused = 0;
    try (TraceWriter writer =
        TraceWriter.open(
            folder,
            1,
            (file, bytes, at) -> {
              if (full[0] && at < TraceFormat.HEADER_BYTES) {
                throw new IOException("No space left on device");
              }
              return file.write(bytes, at);
            },
            100_000)) {
      for (int from = 0; from < nodes.size(); from += 500) {
        full[0] = from % 4_000 != 0;
        List<TraceNode> batch = nodes.subList(from, from + 500);
        refused += refuses(() -> writer.append(batch)) ? 1 : 0;
      }
      full[0] = false;
    }
    assertThat(refused).isGreaterThan(2);
    assertThat(TraceFormat.list(folder)).hasSizeGreaterThan(2);
    List<TraceNode> read = new ArrayList<>();
    TraceReader.open(folder).forEach(read::add);
    assertThat(read).isEqualTo(nodes);
  }

  @Test
  void aFileThatWasNotConfirmedOnceIsNeverVouchedFor() {
    MemoryDisk disk = new MemoryDisk();
    boolean[] failing = {true};
    disk.watch(op -> {
      if (failing[0] && op.forces() && op.path().endsWith("-00001.bin")) {
        failing[0] = false;
        throw new IOException("Input/output error");
      }
    });
    TraceWriter writer =
        TraceWriter.open(disk.path("/trace"), 1, FileChannel::write, 3_000, Runnable::run);
    int told = 0;
    for (TraceNode node : nodes(100)) {
      writer.append(node);
      try {
        writer.flush();
      } catch (TraceFault e) {
        assertThat(e).hasMessageContaining("was not forced");
        told++;
      }
    }
    assertThat(told).isEqualTo(1);
    assertThatThrownBy(writer::force)
        .isInstanceOf(TraceFault.class)
        .hasMessageContaining("did not confirm")
        .hasMessageContaining("was not forced");
  }

  private static boolean refuses(Runnable append) {
    try {
      append.run();
      return false;
    } catch (TraceFault e) {
      assertThat(e).hasMessageContaining("No space left").hasMessageContaining("\nMaybe ");
      return true;
    }
  }

  @Test
  void aTraceOfTheSameEpochIsReplaced() {
    List<TraceNode> nodes = nodes(10);
    for (int n : new int[] {10, 4}) {
      try (TraceWriter writer = TraceWriter.open(folder, 2)) {
        writer.append(nodes.subList(0, n));
      }
    }
    List<TraceNode> read = new ArrayList<>();
    TraceReader.open(folder).forEach(read::add);
    assertThat(read).isEqualTo(nodes.subList(0, 4));
  }

  @Test
  void theUnfinishedEndOfAKilledEpochIsWhereItEnds() throws IOException {
    List<TraceNode> nodes = nodes(10);
    try (TraceWriter writer = TraceWriter.open(folder, 1)) {
      writer.append(nodes);
    }
    Path file = TraceFormat.list(folder).getFirst();
    byte[] good = Files.readAllBytes(file);
    for (int n = 0; n < good.length; n += 3) {
      Files.write(file, Arrays.copyOf(good, n));
      List<TraceNode> read = new ArrayList<>();
      TraceReader.open(folder).forEach(read::add);
      assertThat(read).isEqualTo(nodes.subList(0, read.size()));
      assertThat(read.size()).isLessThan(10);
    }
  }

  @Test
  void aChangedByteIsNamed() throws IOException {
    try (TraceWriter writer = TraceWriter.open(folder, 1)) {
      writer.append(nodes(10));
    }
    Path file = TraceFormat.list(folder).getFirst();
    byte[] bad = Files.readAllBytes(file);
    bad[TraceFormat.HEADER_BYTES + TraceFormat.FRAME_BYTES + 40] ^= 4;
    Files.write(file, bad);
    TraceReader reader = TraceReader.open(folder);
    assertThatThrownBy(() -> reader.forEach(_ -> {}))
        .isInstanceOf(TraceFault.class)
        .hasMessageContaining("at byte " + TraceFormat.HEADER_BYTES)
        .hasMessageContaining("\nMaybe");
  }

  @Test
  void aNodeIsRememberedForAWholeGeneration() {
    RecentIds ids = new RecentIds();
    Digest first = id(0);
    assertThat(ids.add(first)).isTrue();
    for (int i = 1; i < 2 * RecentIds.GENERATION; i++) {
      assertThat(ids.add(id(i))).isTrue();
      if (i == RecentIds.GENERATION + 5) {
        assertThat(ids.add(first)).isFalse();
      }
    }
    assertThat(ids.add(first)).isTrue();
    assertThat(ids.add(id(2 * RecentIds.GENERATION - 1))).isFalse();
  }

  private static Digest id(long n) {
    return new Digest(n * 0x9E3779B97F4A7C15L, n, 7, 1);
  }

  private static List<TraceNode> nodes(int n) {
    List<TraceNode> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Digest> children = new ArrayList<>();
      for (int c = i - 1; c >= 0 && c > i - 4; c--) {
        children.add(out.get(c).id());
      }
      out.add(TraceNode.of(TraceNode.Kind.DERIVED, "rule-" + i % 7, "Fact(" + i + ")", children));
    }
    return out;
  }
}
