package dev.warrant.knowledge.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Both hash chains and the place reached, recomputed from the records alone.
final class Chains {
  private final MessageDigest sha;
  private byte[] input = new byte[32];
  private byte[] derived = new byte[32];
  private byte[] run = new byte[0];
  private boolean stripped;
  private boolean closed;
  private int index;
  private long seq;
  private long nanos;
  private int conclusions;

  Chains() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /// Trusts a header for everything before it.
  void start(Segment s) {
    input = s.inputHead();
    derived = s.derivedHead();
    run = s.run();
    stripped = s.stripped();
    closed = false;
    index = s.index();
    seq = s.firstSeq() - 1;
    nanos = s.lastNanos();
    conclusions = s.lastOrdinal();
  }

  /// What keeps a segment from following; empty if nothing does.
  String link(Segment s) {
    if (s.index() != index + 1) {
      return "segment " + s.index() + " follows segment " + index;
    }
    if (s.firstSeq() != seq + 1) {
      return "a segment from sequence number " + s.firstSeq() + " follows " + seq;
    }
    if (!Arrays.equals(s.inputHead(), input)) {
      return "input chain before the segment";
    }
    boolean same = Arrays.equals(s.derivedHead(), derived) && s.lastOrdinal() == conclusions;
    if (s.stripped() != stripped || !stripped && !same) {
      return "derived chain before the segment";
    }
    if (!Arrays.equals(s.run(), run) || s.lastNanos() != nanos || closed && !s.epoch()) {
      return "a segment of another run or time";
    }
    return "";
  }

  /// Whether a segment that does not follow would, had the one before not lost records at its end.
  boolean missesOnlyRecords(Segment s) {
    boolean inputs = s.firstSeq() > seq + 1;
    boolean last =
        s.firstSeq() == seq + 1
            && Arrays.equals(s.inputHead(), input)
            && s.lastOrdinal() > conclusions;
    return s.index() == index + 1 && !closed && (inputs || last);
  }

  /// What is wrong with a whole record in this place; empty if nothing is.
  String admit(Segment s, int at) {
    if (closed) {
      return "a record after the clean close";
    }
    return switch (s.recordClass(at)) {
      case Segment.INPUT -> input(s, at);
      case Segment.DERIVED -> derived(s, at);
      case Segment.CLOSE -> close(s, at);
      default -> "record class " + s.recordClass(at);
    };
  }

  private String input(Segment s, int at) {
    if (s.seq(at) != seq + 1) {
      return "sequence number " + s.seq(at) + " instead of " + (seq + 1);
    }
    byte[] next = next(input, s, at);
    if (!Arrays.equals(next, s.chain(at))) {
      return "input chain";
    }
    input = next;
    seq++;
    nanos = s.nanos(at);
    conclusions = 0;
    return "";
  }

  private String derived(Segment s, int at) {
    boolean here =
        s.seq(at) == seq && seq > 0 && s.nanos(at) == nanos && s.ordinal(at) == conclusions;
    if (stripped || !here) {
      return "conclusion " + s.ordinal(at) + " of " + s.seq(at) + " does not belong here";
    }
    byte[] next = next(derived, s, at);
    if (!Arrays.equals(next, s.chain(at))) {
      return "derived chain";
    }
    derived = next;
    conclusions++;
    return "";
  }

  private String close(Segment s, int at) {
    if (s.length(at) != Segment.RECORD + 32 || s.seq(at) != seq || s.nanos(at) != nanos) {
      return "the clean-close trailer does not belong here";
    }
    byte[] said = s.bytes(at + Segment.RECORD, 32);
    if (stripped) {
      derived = said;
      conclusions = s.ordinal(at);
    }
    boolean same = Arrays.equals(said, derived) && s.ordinal(at) == conclusions;
    if (!same || !Arrays.equals(root(), s.chain(at))) {
      return "the clean-close trailer does not match the chains";
    }
    closed = true;
    return "";
  }

  private byte[] next(byte[] head, Segment s, int at) {
    sha.update(head);
    sha.update(s.array(), at + 36, s.length(at) - 36);
    return sha.digest();
  }

  byte[] inputHead() {
    return input.clone();
  }

  byte[] root() {
    sha.update(input);
    return sha.digest(derived);
  }

  boolean stripped() {
    return stripped;
  }

  boolean closed() {
    return closed;
  }

  long seq() {
    return seq;
  }

  int conclusions() {
    return conclusions;
  }
}
