package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import dev.warrant.knowledge.unit.Digest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Both chains and the place in the order of events while a journal is read; admits one record
/// after the other.
final class ChainState {
  private final MessageDigest sha = Digest.newSha256();
  private final CRC32C crc = new CRC32C();
  private final byte[] inputHead = new byte[DIGEST_BYTES];
  private final byte[] derivedHead = new byte[DIGEST_BYTES];
  private final byte[] scratch = new byte[DIGEST_BYTES];
  private String run = "";
  private int index;
  private boolean stripped;
  private boolean closed;
  private boolean framed;
  private long lastSeq;
  private long lastNanos;
  private int ordinal;

  /// Takes over what a segment's header says of everything before it.
  void start(SegmentHeader header) {
    header.inputHead().write(inputHead, 0);
    header.derivedHead().write(derivedHead, 0);
    run = header.run();
    index = header.index();
    stripped = header.stripped();
    closed = false;
    lastSeq = header.firstSeq() - 1;
    lastNanos = header.lastNanos();
    ordinal = header.ordinal();
  }

  /// What keeps `header` from following here, or null. Only the first segment of a writer may
  /// follow a clean close.
  @Nullable String link(SegmentHeader header) {
    if (header.index() != index + 1) {
      return "expected segment " + (index + 1) + ", found segment " + header.index();
    }
    if (header.firstSeq() != lastSeq + 1) {
      return "expected a segment from sequence number "
          + (lastSeq + 1)
          + ", found one from "
          + header.firstSeq();
    }
    if (!header.inputHead().equals(inputHead())) {
      return "input chain before the segment: expected "
          + inputHead().brief()
          + ", found "
          + header.inputHead().brief();
    }
    if (header.stripped() != stripped) {
      return "expected all segments or none to be stripped of conclusions";
    }
    boolean sameDerived = header.derivedHead().equals(derivedHead()) && header.ordinal() == ordinal;
    if (!stripped && !sameDerived) {
      return "derived chain before the segment: expected "
          + derivedHead().brief()
          + ", found "
          + header.derivedHead().brief();
    }
    boolean sameRun = header.run().equals(run) && header.lastNanos() == lastNanos;
    if (!sameRun || closed && !header.epoch()) {
      return "expected a segment of run " + run + " after time " + lastNanos;
    }
    return null;
  }

  /// Whether a header that does not [#link] would do so, had the segment before not lost records at
  /// its end.
  boolean missesOnlyRecords(SegmentHeader header) {
    boolean moreInputs = header.firstSeq() > lastSeq + 1;
    boolean moreDerived =
        header.firstSeq() == lastSeq + 1
            && header.inputHead().equals(inputHead())
            && header.ordinal() > ordinal;
    return header.index() == index + 1 && !closed && (moreInputs || moreDerived);
  }

  /// Checks the record at `at` and moves on. `b[at, limit)` has at least a record header.
  ///
  /// @return what is wrong with it, or null
  @Nullable String admit(byte[] b, int at, int limit) {
    String frame = frameProblem(crc, b, at, limit);
    framed = frame == null;
    if (frame != null) {
      return frame;
    }
    if (closed) {
      return "expected nothing after a clean close, found a record";
    }
    int length = Bytes.getInt(b, at + R_LENGTH);
    long seq = Bytes.getLong(b, at + R_SEQ);
    long nanos = Bytes.getLong(b, at + R_NANOS);
    int n = Bytes.getInt(b, at + R_ORDINAL);
    return switch (b[at + R_CLASS]) {
      case CLASS_INPUT -> input(b, at, length, seq, nanos);
      case CLASS_DERIVED -> derived(b, at, length, seq, nanos, n);
      case CLASS_CLOSE -> close(b, at, length, seq, nanos, n);
      default -> "expected record class 1, 2 or 3, found " + b[at + R_CLASS];
    };
  }

  private @Nullable String input(byte[] b, int at, int length, long seq, long nanos) {
    if (seq != lastSeq + 1) {
      return "expected sequence number " + (lastSeq + 1) + ", found " + seq;
    }
    next(inputHead, b, at, length);
    if (!matches(b, at)) {
      return "input chain: expected " + brief(scratch, 0) + ", found " + brief(b, at + R_CHAIN);
    }
    System.arraycopy(scratch, 0, inputHead, 0, DIGEST_BYTES);
    lastSeq = seq;
    lastNanos = nanos;
    ordinal = 0;
    return null;
  }

  private @Nullable String derived(
      byte[] b, int at, int length, long seq, long nanos, int recordOrdinal) {
    if (stripped) {
      return "expected no conclusions in a stripped copy, found one";
    }
    if (seq != lastSeq || nanos != lastNanos || recordOrdinal != ordinal || lastSeq == 0) {
      return "expected conclusion "
          + ordinal
          + " of sequence number "
          + lastSeq
          + ", found "
          + recordOrdinal
          + " of "
          + seq;
    }
    next(derivedHead, b, at, length);
    if (!matches(b, at)) {
      return "derived chain: expected " + brief(scratch, 0) + ", found " + brief(b, at + R_CHAIN);
    }
    System.arraycopy(scratch, 0, derivedHead, 0, DIGEST_BYTES);
    ordinal++;
    return null;
  }

  private @Nullable String close(
      byte[] b, int at, int length, long seq, long nanos, int recordOrdinal) {
    if (length != RECORD_BYTES + DIGEST_BYTES || seq != lastSeq || nanos != lastNanos) {
      return "expected a clean-close trailer after sequence number " + lastSeq;
    }
    if (stripped) {
      System.arraycopy(b, at + RECORD_BYTES, derivedHead, 0, DIGEST_BYTES);
      ordinal = recordOrdinal;
    }
    boolean same =
        recordOrdinal == ordinal
            && Arrays.equals(
                derivedHead,
                0,
                DIGEST_BYTES,
                b,
                at + RECORD_BYTES,
                at + RECORD_BYTES + DIGEST_BYTES);
    root().write(scratch, 0);
    if (!same || !matches(b, at)) {
      return "clean-close trailer: expected root "
          + brief(scratch, 0)
          + ", found "
          + brief(b, at + R_CHAIN);
    }
    closed = true;
    return null;
  }

  /// Finishes the record at `at` in its place if it is an unfinished one; then it may be admitted.
  boolean finish(Unfinished unfinished, byte[] b, int at, int limit) {
    return unfinished.finish(b, at, limit, inputHead, derivedHead);
  }

  /// What is wrong with a record's frame by itself, or null. `b[at, limit)` has at least a header.
  static @Nullable String frameProblem(CRC32C crc, byte[] b, int at, int limit) {
    if (Bytes.getShort(b, at + R_MAGIC) != RECORD_MAGIC) {
      return "expected a record or zeros, found other bytes";
    }
    int length = Bytes.getInt(b, at + R_LENGTH);
    if (length < RECORD_BYTES || length > limit - at) {
      return "expected a record of 64 to " + (limit - at) + " bytes, found length " + length;
    }
    int sum = Bytes.crc(crc, b, at + R_CHAIN, at + length);
    int found = Bytes.getInt(b, at + R_CRC);
    return sum == found
        ? null
        : "record checksum: expected "
            + Integer.toHexString(sum)
            + ", found "
            + Integer.toHexString(found);
  }

  private void next(byte[] head, byte[] b, int at, int length) {
    sha.update(head, 0, DIGEST_BYTES);
    sha.update(b, at + R_LENGTH, length - R_LENGTH);
    try {
      sha.digest(scratch, 0, DIGEST_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes did not hold a SHA-256", e);
    }
  }

  private boolean matches(byte[] b, int at) {
    return Arrays.equals(scratch, 0, DIGEST_BYTES, b, at + R_CHAIN, at + R_CHAIN + DIGEST_BYTES);
  }

  private static String brief(byte[] b, int at) {
    return Digest.read(b, at).brief();
  }

  Digest inputHead() {
    return Digest.read(inputHead, 0);
  }

  Digest derivedHead() {
    return Digest.read(derivedHead, 0);
  }

  Digest root() {
    return Chains.root(inputHead(), derivedHead());
  }

  /// Whether the record admitted or refused last was whole; one that is whole but does not belong
  /// here is never the work of a crash.
  boolean framed() {
    return framed;
  }

  /// Name of the run; empty before the first segment.
  String run() {
    return run;
  }

  boolean stripped() {
    return stripped;
  }

  boolean closed() {
    return closed;
  }

  long lastSeq() {
    return lastSeq;
  }

  long lastNanos() {
    return lastNanos;
  }

  int ordinal() {
    return ordinal;
  }
}
