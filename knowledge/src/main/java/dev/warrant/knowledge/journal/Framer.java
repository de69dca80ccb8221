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
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Makes records and keeps both chains. A record is framed first and committed when it was stored,
/// so that a failed append leaves no trace.
///
/// A framed record is *unfinished*: its chain field is zeros and its checksum the complement of the
/// one over these bytes. [#finish] hashes all that were committed since, so that whoever waits for
/// a record to be stored does not wait for SHA-256.
final class Framer {
  private static final int COUNTS = 1 << 16;

  /// More bytes than this are not left unfinished.
  private static final int UNFINISHED_BYTES_MAX = 1 << 16;

  private final ByteSink sink = new ByteSink(1 << 14);
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

  /// Where the record framed last begins and committed ones end, in the sink.
  private int begin;

  /// Where each committed, unfinished record begins.
  private int[] unfinished = new int[64];

  private int waiting;

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
    sink.restart(place(), RECORD_BYTES);
    int tag = Codec.encode(event, sink);
    int mark = event instanceof DeskEvent.Durable d ? count(d.through()) : 0;
    return frame(CLASS_INPUT, tag, mark, lastSeq + 1, nanos);
  }

  /// Frames a conclusion of the last input.
  ///
  /// @throws IllegalStateException if there was no input yet
  int derived(Derived derived) {
    if (lastSeq == 0) {
      throw new IllegalStateException("nothing can be concluded before the first input");
    }
    sink.restart(place(), RECORD_BYTES);
    int tag = Codec.encode(derived, sink);
    return frame(CLASS_DERIVED, tag, ordinal, lastSeq, lastNanos);
  }

  /// Frames the clean-close trailer, finished; nothing may be unfinished before it.
  int close() {
    Digest root = Chains.root(inputHead(), derivedHead());
    sink.restart(place(), RECORD_BYTES);
    sink.raw(derivedHead, 0, DIGEST_BYTES);
    byte[] b = sink.array();
    int length = sink.size();
    fields(length, CLASS_CLOSE, 0, ordinal, lastSeq, lastNanos);
    root.write(b, R_CHAIN);
    Bytes.putInt(b, R_CRC, Bytes.crc(crc, b, R_CHAIN, length));
    return length;
  }

  /// Where the next record goes: behind those that are unfinished.
  private int place() {
    if (waiting == 0) {
      begin = 0;
    }
    return begin;
  }

  private int frame(int recordClass, int tag, int ordinalField, long seq, long nanos) {
    byte[] b = sink.array();
    int length = sink.size() - begin;
    fields(length, recordClass, tag, ordinalField, seq, nanos);
    Arrays.fill(b, begin + R_CHAIN, begin + R_CHAIN + DIGEST_BYTES, (byte) 0);
    Bytes.putInt(b, begin + R_CRC, ~Bytes.crc(crc, b, begin + R_CHAIN, begin + length));
    framedNanos = nanos;
    return length;
  }

  private void fields(
      int length, int recordClass, int tag, int ordinalField, long seq, long nanos) {
    byte[] b = sink.array();
    Bytes.putInt(b, begin + R_LENGTH, length);
    Bytes.putShort(b, begin + R_MAGIC, RECORD_MAGIC);
    b[begin + R_CLASS] = (byte) recordClass;
    b[begin + R_KIND] = (byte) tag;
    Bytes.putInt(b, begin + R_ORDINAL, ordinalField);
    Bytes.putLong(b, begin + R_SEQ, seq);
    Bytes.putLong(b, begin + R_NANOS, nanos);
    framedClass = recordClass;
  }

  /// The record framed last was stored: it counts from here on.
  void commit() {
    if (framedClass == CLASS_CLOSE) {
      return;
    }
    if (framedClass == CLASS_INPUT) {
      lastSeq++;
      lastNanos = framedNanos;
      ordinal = 0;
    } else {
      ordinal++;
    }
    counts[(int) lastSeq & COUNTS - 1] = ordinal;
    if (waiting == unfinished.length) {
      unfinished = Arrays.copyOf(unfinished, 2 * waiting);
    }
    unfinished[waiting++] = begin;
    begin = sink.size();
  }

  /// Whether so much is unfinished that no more should be.
  boolean full() {
    return begin > UNFINISHED_BYTES_MAX;
  }

  /// Finishes every committed record and moves the chains on. [#start] says where they are until
  /// [#forget].
  ///
  /// @return how many there are
  int finish() {
    byte[] b = sink.array();
    for (int i = 0; i < waiting; i++) {
      int at = unfinished[i];
      int length = Bytes.getInt(b, at + R_LENGTH);
      byte[] head = b[at + R_CLASS] == CLASS_INPUT ? inputHead : derivedHead;
      System.arraycopy(head, 0, b, at + R_CHAIN, DIGEST_BYTES);
      sha.update(b, at + R_CHAIN, length - R_CHAIN);
      try {
        sha.digest(head, 0, DIGEST_BYTES);
      } catch (DigestException e) {
        throw new IllegalStateException("32 bytes did not hold a SHA-256", e);
      }
      System.arraycopy(head, 0, b, at + R_CHAIN, DIGEST_BYTES);
      Bytes.putInt(b, at + R_CRC, Bytes.crc(crc, b, at + R_CHAIN, at + length));
    }
    return waiting;
  }

  /// Offset in [#bytes] of the `i`-th record that [#finish] finished.
  int start(int i) {
    return unfinished[i];
  }

  /// What was finished is stored. A record that was framed but not yet committed stays where it is.
  void forget() {
    waiting = 0;
  }

  private int count(long seq) {
    boolean known = seq >= countsFrom && seq <= lastSeq && seq > lastSeq - COUNTS;
    return known ? counts[(int) seq & COUNTS - 1] : ORDINAL_UNKNOWN;
  }

  /// Where the framed record is; valid until the next one is framed.
  byte[] bytes() {
    return sink.array();
  }

  /// Offset of the framed record in [#bytes].
  int at() {
    return begin;
  }

  /// The header of a segment that starts here; nothing may be unfinished.
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

  /// Head of the input chain; unfinished records are not in it.
  Digest inputHead() {
    return Digest.read(inputHead, 0);
  }

  /// Head of the derived chain; unfinished records are not in it.
  Digest derivedHead() {
    return Digest.read(derivedHead, 0);
  }

  long lastSeq() {
    return lastSeq;
  }
}
