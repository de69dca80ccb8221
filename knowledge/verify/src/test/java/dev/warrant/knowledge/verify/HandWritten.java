package dev.warrant.knowledge.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// A journal written by hand from `docs/journal-format.md`, to check that the words are enough.
final class HandWritten {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private byte[] inputHead = new byte[32];
  private byte[] derivedHead = new byte[32];
  private long seq;
  private int conclusions;

  HandWritten(long segmentBytes) {
    byte[] head = new byte[192];
    ByteBuffer b = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    b.put("WARRANTJ".getBytes(StandardCharsets.US_ASCII));
    b.putInt(1).putInt(192).putInt(1).putInt(1).putLong(1).putLong(segmentBytes);
    b.put(104, (byte) 4);
    b.put(105, "hand".getBytes(StandardCharsets.US_ASCII));
    b.putInt(188, crc(head, 0, 188));
    out.writeBytes(head);
  }

  HandWritten input(int kind, byte[] payload) {
    seq++;
    conclusions = 0;
    inputHead = record(inputHead, 1, kind, 0, payload);
    return this;
  }

  HandWritten derived(int kind, byte[] payload) {
    derivedHead = record(derivedHead, 2, kind, conclusions, payload);
    conclusions++;
    return this;
  }

  HandWritten close() {
    byte[] both = ByteBuffer.allocate(64).put(inputHead).put(derivedHead).array();
    byte[] bytes = frame(3, 0, conclusions, derivedHead);
    System.arraycopy(sha(both), 0, bytes, 4, 32);
    seal(bytes);
    return this;
  }

  void save(Path folder) throws IOException {
    Files.write(folder.resolve("00000001-00000000000000000001.wj"), out.toByteArray());
  }

  private byte[] record(byte[] head, int recordClass, int kind, int ordinal, byte[] payload) {
    byte[] bytes = frame(recordClass, kind, ordinal, payload);
    System.arraycopy(head, 0, bytes, 4, 32);
    byte[] next = sha(Arrays.copyOfRange(bytes, 4, bytes.length));
    System.arraycopy(next, 0, bytes, 4, 32);
    seal(bytes);
    return next;
  }

  private byte[] frame(int recordClass, int kind, int ordinal, byte[] payload) {
    ByteBuffer b = ByteBuffer.allocate(64 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(36, b.capacity());
    b.put(40, (byte) 'W').put(41, (byte) 'R');
    b.put(42, (byte) recordClass).put(43, (byte) kind);
    b.putInt(44, ordinal).putLong(48, seq).putLong(56, 1_000 * seq);
    b.put(64, payload);
    return b.array();
  }

  private void seal(byte[] bytes) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, crc(bytes, 4, bytes.length));
    out.writeBytes(bytes);
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private static byte[] sha(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
