package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.unit.Digest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/// Makes records and keeps both chains. A record is framed first and committed when it was stored,
/// so that a failed append leaves no trace.
final class Framer {
  private static final int COUNTS = 1 << 16;

  private final ByteSink sink = new ByteSink(1 << 12);
  private final MessageDigest sha = Digest.newSha256();
  private final CRC32C crc = new CRC32C();
  private final byte[] inputHead = new byte[DIGEST_BYTES];
  private final byte[] derivedHead = new byte[DIGEST_BYTES];

  /// How many conclusions each of the last inputs has, for the marks that cover them.
  private final int[] counts = new int[COUNTS];

  private final long countsFrom;
  private long lastSeq;
  private long lastNanos;
  private int ordinal;
  private int framedClass;
  private long framedNanos;

  /// Continues after `tail`.
  Framer(ChainState tail) {
    tail.inputHead().write(inputHead, 0);
    tail.derivedHead().write(derivedHead, 0);
    lastSeq = tail.lastSeq();
    lastNanos = tail.lastNanos();
    ordinal = tail.ordinal();
    countsFrom = lastSeq;
    counts[(int) lastSeq & COUNTS - 1] = ordinal;
  }

  /// Frames an input as the next one.
  int input(long nanos, Event event) {
    sink.restart(RECORD_BYTES);
    int tag = Codec.encode(event, sink);
    int mark = event instanceof DeskEvent.Durable d ? count(d.through()) : 0;
    return frame(inputHead, CLASS_INPUT, tag, mark, lastSeq + 1, nanos);
  }

  /// Frames a conclusion of the last input.
  ///
  /// @throws IllegalStateException if there was no input yet
  int derived(Derived derived) {
    if (lastSeq == 0) {
      throw new IllegalStateException("nothing can be concluded before the first input");
    }
    sink.restart(RECORD_BYTES);
    int tag = Codec.encode(derived, sink);
    return frame(derivedHead, CLASS_DERIVED, tag, ordinal, lastSeq, lastNanos);
  }

  /// Frames the clean-close trailer.
  int close() {
    sink.restart(RECORD_BYTES);
    sink.raw(derivedHead, 0, DIGEST_BYTES);
    byte[] b = sink.array();
    int length = sink.size();
    fields(b, length, CLASS_CLOSE, 0, ordinal, lastSeq, lastNanos);
    Chains.root(inputHead(), derivedHead()).write(b, R_CHAIN);
    return seal(b, length);
  }

  private int frame(byte[] head, int recordClass, int tag, int ordinalField, long seq, long nanos) {
    byte[] b = sink.array();
    int length = sink.size();
    fields(b, length, recordClass, tag, ordinalField, seq, nanos);
    System.arraycopy(head, 0, b, R_CHAIN, DIGEST_BYTES);
    sha.update(b, R_CHAIN, length - R_CHAIN);
    try {
      sha.digest(b, R_CHAIN, DIGEST_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes did not hold a SHA-256", e);
    }
    framedNanos = nanos;
    return seal(b, length);
  }

  private void fields(
      byte[] b, int length, int recordClass, int tag, int ordinalField, long seq, long nanos) {
    Bytes.putInt(b, R_LENGTH, length);
    Bytes.putShort(b, R_MAGIC, RECORD_MAGIC);
    b[R_CLASS] = (byte) recordClass;
    b[R_KIND] = (byte) tag;
    Bytes.putInt(b, R_ORDINAL, ordinalField);
    Bytes.putLong(b, R_SEQ, seq);
    Bytes.putLong(b, R_NANOS, nanos);
    framedClass = recordClass;
  }

  private int seal(byte[] b, int length) {
    Bytes.putInt(b, R_CRC, Bytes.crc(crc, b, R_CHAIN, length));
    return length;
  }

  /// The record framed last was stored: move the chains on.
  void commit() {
    byte[] b = sink.array();
    if (framedClass == CLASS_INPUT) {
      System.arraycopy(b, R_CHAIN, inputHead, 0, DIGEST_BYTES);
      lastSeq++;
      lastNanos = framedNanos;
      ordinal = 0;
      counts[(int) lastSeq & COUNTS - 1] = 0;
    } else if (framedClass == CLASS_DERIVED) {
      System.arraycopy(b, R_CHAIN, derivedHead, 0, DIGEST_BYTES);
      ordinal++;
      counts[(int) lastSeq & COUNTS - 1] = ordinal;
    }
  }

  private int count(long seq) {
    boolean known = seq >= countsFrom && seq <= lastSeq && seq > lastSeq - COUNTS;
    return known ? counts[(int) seq & COUNTS - 1] : ORDINAL_UNKNOWN;
  }

  /// The framed record; valid until the next one is framed.
  byte[] bytes() {
    return sink.array();
  }

  /// The header of a segment that starts here.
  SegmentHeader header(int index, int flags, long segmentBytes, String run) {
    return new SegmentHeader(
        index,
        flags,
        lastSeq + 1,
        segmentBytes,
        inputHead(),
        derivedHead(),
        run,
        lastNanos,
        ordinal);
  }

  Digest inputHead() {
    return Digest.read(inputHead, 0);
  }

  Digest derivedHead() {
    return Digest.read(derivedHead, 0);
  }

  long lastSeq() {
    return lastSeq;
  }
}
