package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import dev.warrant.knowledge.unit.Digest;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The first bytes of a segment: its place, and the state of both chains before it.
///
/// @param index number of the segment, from 1
/// @param firstSeq the sequence number the next input gets
/// @param segmentBytes size of the file while it is written
/// @param lastNanos time of the input before, 0 if none
/// @param ordinal how many conclusions that input has so far
record SegmentHeader(
    int index,
    int flags,
    long firstSeq,
    long segmentBytes,
    Digest inputHead,
    Digest derivedHead,
    String run,
    long lastNanos,
    int ordinal) {

  boolean epoch() {
    return (flags & FLAG_EPOCH) != 0;
  }

  boolean stripped() {
    return (flags & FLAG_STRIPPED) != 0;
  }

  /// This header as that of segment `place` of a stripped copy, in a file of `bytes` bytes.
  SegmentHeader asStripped(int place, long bytes) {
    return new SegmentHeader(
        place,
        flags | FLAG_STRIPPED,
        firstSeq,
        bytes,
        inputHead,
        derivedHead,
        run,
        lastNanos,
        ordinal);
  }

  byte[] toBytes() {
    byte[] out = new byte[HEADER_BYTES];
    Bytes.putLong(out, 0, SEGMENT_MAGIC);
    Bytes.putInt(out, H_VERSION, VERSION);
    Bytes.putInt(out, H_HEADER_BYTES, HEADER_BYTES);
    Bytes.putInt(out, H_INDEX, index);
    Bytes.putInt(out, H_FLAGS, flags);
    Bytes.putLong(out, H_FIRST_SEQ, firstSeq);
    Bytes.putLong(out, H_SEGMENT_BYTES, segmentBytes);
    inputHead.write(out, H_INPUT_HEAD);
    derivedHead.write(out, H_DERIVED_HEAD);
    byte[] name = run.getBytes(StandardCharsets.UTF_8);
    if (name.length > RUN_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a run's name has at most " + RUN_BYTES_MAX + " bytes, found \"" + run + "\"");
    }
    out[H_RUN_LENGTH] = (byte) name.length;
    System.arraycopy(name, 0, out, H_RUN, name.length);
    Bytes.putLong(out, H_LAST_NANOS, lastNanos);
    Bytes.putInt(out, H_ORDINAL, ordinal);
    Bytes.putInt(out, H_CRC, Bytes.crc(new CRC32C(), out, 0, H_CRC));
    return out;
  }

  /// What is wrong with the header at the start of `b`, or null.
  static @Nullable String problem(byte[] b, int size) {
    if (size < HEADER_BYTES) {
      return "expected a segment header of " + HEADER_BYTES + " bytes, found " + size;
    }
    if (Bytes.getLong(b, 0) != SEGMENT_MAGIC) {
      return "expected the segment magic WARRANTJ, found something else";
    }
    int crc = Bytes.crc(new CRC32C(), b, 0, H_CRC);
    if (crc != Bytes.getInt(b, H_CRC)) {
      return "segment header checksum: expected "
          + Integer.toHexString(crc)
          + ", found "
          + Integer.toHexString(Bytes.getInt(b, H_CRC));
    }
    if (Bytes.getInt(b, H_VERSION) != VERSION || Bytes.getInt(b, H_HEADER_BYTES) != HEADER_BYTES) {
      return "expected format version " + VERSION + ", found " + Bytes.getInt(b, H_VERSION);
    }
    int name = b[H_RUN_LENGTH];
    boolean fits = name >= 0 && name <= RUN_BYTES_MAX;
    if (!fits
        || Bytes.firstNonZero(b, H_RUN + name, H_LAST_NANOS) >= 0
        || Bytes.firstNonZero(b, H_RESERVED, H_CRC) >= 0) {
      return "expected zeros in the unused bytes of the segment header";
    }
    return null;
  }

  /// Reads a header that has no [#problem].
  static SegmentHeader read(byte[] b) {
    return new SegmentHeader(
        Bytes.getInt(b, H_INDEX),
        Bytes.getInt(b, H_FLAGS),
        Bytes.getLong(b, H_FIRST_SEQ),
        Bytes.getLong(b, H_SEGMENT_BYTES),
        Digest.read(b, H_INPUT_HEAD),
        Digest.read(b, H_DERIVED_HEAD),
        new String(b, H_RUN, b[H_RUN_LENGTH], StandardCharsets.UTF_8),
        Bytes.getLong(b, H_LAST_NANOS),
        Bytes.getInt(b, H_ORDINAL));
  }
}
