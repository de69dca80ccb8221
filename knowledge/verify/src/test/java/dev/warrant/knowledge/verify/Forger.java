package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Somebody who changes a journal and knows its format well enough to make every checksum and both
/// chains again.
///
/// @param run the run's folder
record Forger(Path run) {
  /// The segments of the journal.
  List<Path> segments() throws IOException {
    try (Stream<Path> all = Files.list(run.resolve("journal"))) {
      return all.filter(f -> f.toString().endsWith(".wj")).sorted().toList();
    }
  }

  /// Where each record of a segment begins.
  static List<Integer> records(byte[] b) {
    List<Integer> out = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 192; at + 64 <= b.length && b[at + 40] == 'W'; at += in.getInt(at + 36)) {
      out.add(at);
    }
    return out;
  }

  /// Makes every checksum and both chains of the journal again, as a forger would.
  void mend() throws IOException {
    byte[][] heads = {new byte[32], new byte[32]};
    MessageDigest sha = Hashes.sha256();
    for (Path file : segments()) {
      byte[] b = Files.readAllBytes(file);
      System.arraycopy(heads[0], 0, b, 40, 32);
      System.arraycopy(heads[1], 0, b, 72, 32);
      sum(b, 0, 188, 188);
      ByteBuffer in = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
      for (int at : records(b)) {
        int length = in.getInt(at + 36);
        int which = b[at + 42];
        if (which == 3) {
          System.arraycopy(heads[1], 0, b, at + 64, 32);
          sha.update(heads[0]);
          System.arraycopy(sha.digest(heads[1]), 0, b, at + 4, 32);
        } else {
          sha.update(heads[which - 1]);
          sha.update(b, at + 36, length - 36);
          heads[which - 1] = sha.digest();
          System.arraycopy(heads[which - 1], 0, b, at + 4, 32);
        }
        sum(b, at + 4, at + length, at);
      }
      Files.write(file, b);
    }
  }

  private static void sum(byte[] b, int from, int to, int at) {
    CRC32C crc = new CRC32C();
    crc.update(b, from, to - from);
    ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN).putInt(at, (int) crc.getValue());
  }

  /// Changes the last byte of the payload of record `index` of the whole journal, mended.
  void forge(int index) throws IOException {
    int left = index;
    for (Path file : segments()) {
      byte[] b = Files.readAllBytes(file);
      List<Integer> starts = records(b);
      if (left < starts.size()) {
        int at = starts.get(left);
        int length = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 36);
        assertThat(length).as("a record with a payload").isGreaterThan(64);
        b[at + length - 1] ^= 1;
        Files.write(file, b);
        mend();
        return;
      }
      left -= starts.size();
    }
  }

  static int end(byte[] b, List<Integer> starts) {
    return starts.getLast()
        + ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN).getInt(starts.getLast() + 36);
  }

  /// Puts the records of the first segment into another order, or some in twice, and mends.
  void shuffle(int... order) throws IOException {
    Path file = segments().getFirst();
    byte[] b = Files.readAllBytes(file);
    List<Integer> starts = new ArrayList<>(records(b));
    starts.add(end(b, starts));
    byte[] out = new byte[b.length + 4096];
    System.arraycopy(b, 0, out, 0, 192);
    int at = 192;
    int rest = Arrays.stream(order).max().orElseThrow() + 1;
    for (int i : order) {
      at = copy(b, starts, i, out, at);
    }
    for (int i = rest; i + 1 < starts.size(); i++) {
      at = copy(b, starts, i, out, at);
    }
    Files.write(file, Arrays.copyOf(out, at));
    mend();
  }

  private static int copy(byte[] from, List<Integer> starts, int i, byte[] to, int at) {
    int length = starts.get(i + 1) - starts.get(i);
    System.arraycopy(from, starts.get(i), to, at, length);
    return at + length;
  }
}
