package dev.warrant.knowledge.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Little-endian access to byte arrays, and the few questions the journal asks of them.
final class Bytes {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] ZEROS = new byte[1 << 16];

  private Bytes() {}

  static short getShort(byte[] b, int at) {
    return (short) SHORT.get(b, at);
  }

  static int getInt(byte[] b, int at) {
    return (int) INT.get(b, at);
  }

  static long getLong(byte[] b, int at) {
    return (long) LONG.get(b, at);
  }

  static void putShort(byte[] b, int at, short v) {
    SHORT.set(b, at, v);
  }

  static void putInt(byte[] b, int at, int v) {
    INT.set(b, at, v);
  }

  static void putLong(byte[] b, int at, long v) {
    LONG.set(b, at, v);
  }

  static int crc(CRC32C engine, byte[] b, int from, int to) {
    engine.reset();
    engine.update(b, from, to - from);
    return (int) engine.getValue();
  }

  /// Index of the first byte in `b[from, to)` that is not zero, or -1.
  static int firstNonZero(byte[] b, int from, int to) {
    for (int at = from; at < to; at += ZEROS.length) {
      int n = Math.min(ZEROS.length, to - at);
      int diff = Arrays.mismatch(b, at, at + n, ZEROS, 0, n);
      if (diff >= 0) {
        return at + diff;
      }
    }
    return -1;
  }
}
