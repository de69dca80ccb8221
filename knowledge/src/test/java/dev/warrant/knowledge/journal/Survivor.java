package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.testing.disk.MemoryDisk;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.RunLog;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The start after a crash: finds a prefix of what was written that holds all that was promised,
/// and goes on with journal and log.
final class Survivor {
  static final String JOURNAL = "/runs/run/journal";

  /// Every so many recovered journals are read to their end once more.
  private static final int READ = 16;

  private final List<byte[]> history;

  /// The root of the log after a recovery to so many records, which goes on always alike.
  private final Map<Integer, Digest> roots = new TreeMap<>();

  private int recovered;

  Survivor(List<byte[]> history) {
    this.history = history;
  }

  /// History went another way.
  void forget() {
    roots.clear();
  }

  static RunLog.Setup setup(MemoryDisk disk) {
    return new RunLog.Setup(
        disk.path(JOURNAL),
        disk.path("/runs/run/log"),
        disk.path("/outside"),
        "warrant.local/test/run",
        SampleRuns.SIGNER,
        true);
  }

  static long seq(byte[] leaf) {
    return Bytes.getLong(leaf, Layout.R_SEQ - Layout.R_LENGTH);
  }

  /// Starts on what a crash left.
  ///
  /// @param least so many records have to be there
  /// @param signed so many leaves were signed
  void recover(MemoryDisk disk, int least, long signed) {
    int there;
    Checkpoint head;
    try (JournalWriter writer = MemoryJournal.open(disk, disk.path(JOURNAL), _ -> {})) {
      there = prefix(disk);
      assertThat(there).as("records").isGreaterThanOrEqualTo(least);
      try (RunLog log = RunLog.open(setup(disk), writer.lastSeq())) {
        assertThat(log.signed()).as("leaves signed").isGreaterThanOrEqualTo(signed);
        Samples.start(writer);
        Samples.append(writer, 1, writer.lastSeq() + 1);
        writer.settle();
        log.advance(writer.force(), false);
        head = Checkpoint.parse(log.checkpoint(false).text());
        assertThat(head.size()).isGreaterThan(there);
      }
    }
    assertThat(head.root()).as("root").isEqualTo(root(disk, there, (int) head.size()));
    if (recovered++ % READ == 0) {
      assertThat(JournalReader.read(disk.path(JOURNAL), _ -> {}).closed()).isTrue();
    }
  }

  private Digest root(MemoryDisk disk, int there, int size) {
    Digest known = roots.get(there);
    if (known == null) {
      List<byte[]> leaves = SampleRuns.leaves(disk.path("/runs/run"));
      known = root(leaves.subList(0, size));
      roots.put(there, known);
    }
    return known;
  }

  /// RFC 6962, the plain way.
  private static Digest root(List<byte[]> leaves) {
    int n = leaves.size();
    if (n == 1) {
      return Digest.sha256(joined((byte) 0, leaves.getFirst(), new byte[0]));
    }
    int left = Integer.highestOneBit(n - 1);
    byte[] a = root(leaves.subList(0, left)).bytes();
    byte[] b = root(leaves.subList(left, n)).bytes();
    return Digest.sha256(joined((byte) 1, a, b));
  }

  private static byte[] joined(byte first, byte[] a, byte[] b) {
    byte[] out = new byte[1 + a.length + b.length];
    out[0] = first;
    System.arraycopy(a, 0, out, 1, a.length);
    System.arraycopy(b, 0, out, 1 + a.length, b.length);
    return out;
  }

  /// Number of records on a disk, each of which must be the one that was written there.
  int prefix(MemoryDisk disk) {
    int n = 0;
    try {
      for (Path file : SegmentFiles.list(disk.path(JOURNAL))) {
        byte[] b = Files.readAllBytes(file);
        for (int at = Layout.HEADER_BYTES; isRecord(b, at); ) {
          int length = Bytes.getInt(b, at + Layout.R_LENGTH);
          byte[] leaf = history.get(n++);
          if (!Arrays.equals(b, at + Layout.R_LENGTH, at + length, leaf, 0, leaf.length)) {
            throw new AssertionError("record " + (n - 1) + " is not the one that was written");
          }
          at += length;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return n;
  }

  private static boolean isRecord(byte[] b, int at) {
    return at + Layout.RECORD_BYTES <= b.length
        && Bytes.getShort(b, at + Layout.R_MAGIC) == Layout.RECORD_MAGIC;
  }
}
