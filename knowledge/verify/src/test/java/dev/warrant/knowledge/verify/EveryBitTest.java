package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.QuickSignatures;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.testing.disk.MemoryDisk;
import dev.warrant.knowledge.tlog.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every bit and every length of a log of 64 KiB: journal, tiles and checkpoint. Each change is
/// found, and what lies in a record or its leaf is found at that very record.
class EveryBitTest {
  /// Looks at every so-manieth bit and length.
  private static final int STEP = Integer.getInteger("warrant.flips.step", 1);

  /// Bits or lengths that one thread takes at a time.
  private static final int CHUNK = 4_096;

  @TempDir Path temp;
  private final List<Piece> pieces = new ArrayList<>();
  private String origin = "";

  /// A file of the run, and of each of its bytes the leaf it belongs to; -1 if to none.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares
  private record Piece(String name, byte[] bytes, IntUnaryOperator leaf) {
    /// The leaf that goes first if the file ends here, -1 if that is not known.
    int after(int length) {
      return length < bytes.length ? leaf.applyAsInt(length) : -1;
    }
  }

  @BeforeAll
  static void remember() {
    QuickSignatures.install();
  }

  @AfterAll
  static void forget() {
    QuickSignatures.remove();
  }

  /// A run of two lives.
  private void make(long seed, long inputs) throws IOException {
    Path run = temp.resolve("run");
    SampleRuns.write(run, seed, inputs / 2);
    SampleRuns.seal(run, inputs / 2);
    SampleRuns.write(run, seed, inputs);
    Checkpoint head = SampleRuns.seal(run, inputs);
    origin = head.origin();
    int before = 0;
    for (Path file : new Forger(run).segments()) {
      byte[] b = Files.readAllBytes(file);
      List<Integer> starts = Forger.records(b);
      int first = before;
      pieces.add(new Piece(name(run, file), b, at -> first + place(starts, at)));
      before += starts.size();
    }
    try (Stream<Path> all = Files.walk(run.resolve("log"))) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        // What only makes proofs quick is checked by whoever makes one.
        if (!file.endsWith("upper")) {
          byte[] b = Files.readAllBytes(file);
          pieces.add(new Piece(name(run, file), b, leaves(name(run, file))));
        }
      }
    }
    assertThat(verdict(load()).exitStatus()).isZero();
  }

  private static String name(Path run, Path file) {
    return "/run/" + run.relativize(file);
  }

  private static int place(List<Integer> starts, int at) {
    int place = 0;
    while (place + 1 < starts.size() && starts.get(place + 1) <= at) {
      place++;
    }
    return place;
  }

  /// Tiles of leaves are named by their number; what lies above them names none.
  private static IntUnaryOperator leaves(String name) {
    if (!name.contains("/tile/0/")) {
      return _ -> -1;
    }
    int tile = Integer.parseInt(name.substring(name.indexOf("/tile/0/") + 8).substring(0, 3));
    return at -> tile * Tree.WIDE + at / Hashes.BYTES;
  }

  private MemoryDisk load() {
    MemoryDisk disk = new MemoryDisk();
    try {
      for (Piece piece : pieces) {
        Path to = disk.path(piece.name);
        Files.createDirectories(to.getParent());
        Files.write(to, piece.bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return disk;
  }

  private LogVerdict verdict(MemoryDisk disk) {
    return LogVerifier.verify(
        new LogVerifier.Query(
            disk.path("/run"), origin, SampleRuns.SIGNER.open().toString(), List.of(), List.of()));
  }

  private interface Change {
    /// Makes one change, has it looked for, and takes it back.
    void one(MemoryDisk disk, Piece piece, FileChannel file, int i) throws IOException;
  }

  /// @param each how many changes there are to each byte
  private long all(int each, Change change) {
    long done = 0;
    for (Piece piece : pieces) {
      int n = piece.bytes.length * each;
      IntStream.range(0, (n + CHUNK - 1) / CHUNK)
          .parallel()
          .forEach(chunk -> some(piece, chunk * CHUNK, Math.min(n, (chunk + 1) * CHUNK), change));
      done += (n + STEP - 1) / STEP;
    }
    return done;
  }

  private void some(Piece piece, int from, int to, Change change) {
    MemoryDisk disk = load();
    try (FileChannel file =
        FileChannel.open(
            disk.path(piece.name), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (int i = (from + STEP - 1) / STEP * STEP; i < to; i += STEP) {
        change.one(disk, piece, file, i);
        if (i % 64 == 0) {
          file.force(true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(verdict(disk).exitStatus()).isZero();
  }

  private void flip(MemoryDisk disk, Piece piece, FileChannel file, int bit) throws IOException {
    int at = bit / 8;
    byte good = piece.bytes[at];
    file.write(ByteBuffer.wrap(new byte[] {(byte) (good ^ 1 << bit % 8)}), at);
    found(verdict(disk), piece.leaf.applyAsInt(at), "bit " + bit + " of " + piece.name);
    file.write(ByteBuffer.wrap(new byte[] {good}), at);
  }

  private void cut(MemoryDisk disk, Piece piece, FileChannel file, int length) throws IOException {
    file.truncate(length);
    found(verdict(disk), piece.after(length), length + " bytes of " + piece.name);
    file.write(ByteBuffer.wrap(piece.bytes, length, piece.bytes.length - length), length);
  }

  private static void found(LogVerdict verdict, int leaf, String what) {
    if (!(verdict instanceof LogVerdict.Tampered t)) {
      throw new AssertionError(what + ": " + verdict);
    }
    if (leaf >= 0 && t.index() != leaf) {
      throw new AssertionError(what + ": expected record " + leaf + ", found " + t);
    }
  }

  @Test
  void everyBitOfA64KiBLogIsFoundAtItsRecord() throws IOException {
    make(5, 300);
    assertThat(pieces.stream().mapToInt(p -> p.bytes.length).sum()).isGreaterThan(64 << 10);
    System.out.println("flipped bits: " + all(8, this::flip));
  }

  @Test
  void everyLengthOfA64KiBLogIsFoundAtItsRecord() throws IOException {
    make(6, 300);
    System.out.println("truncations: " + all(1, this::cut));
  }
}
