package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import dev.warrant.knowledge.unit.Digest;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/// Finishes a record whose writer died between storing and chaining it. At every instant of that
/// one of two things proves all of its other bytes: its first checksum (the complement of the one
/// over the record with zeros as chain), or its chain, written before the checksum is replaced.
final class Unfinished {
  private static final byte[] NO_CHAIN = new byte[DIGEST_BYTES];

  private final MessageDigest sha = Digest.newSha256();
  private final CRC32C crc = new CRC32C();
  private final byte[] chain = new byte[DIGEST_BYTES];

  /// Finishes the record at `at` in `b[at, limit)` if it is an unfinished one.
  ///
  /// @param inputHead head of the input chain before it
  /// @param derivedHead head of the derived chain before it
  /// @return whether it was one
  boolean finish(byte[] b, int at, int limit, byte[] inputHead, byte[] derivedHead) {
    if (Bytes.getShort(b, at + R_MAGIC) != RECORD_MAGIC) {
      return false;
    }
    int length = Bytes.getInt(b, at + R_LENGTH);
    int recordClass = b[at + R_CLASS];
    boolean chained = recordClass == CLASS_INPUT || recordClass == CLASS_DERIVED;
    if (!chained || length < RECORD_BYTES || length > limit - at) {
      return false;
    }
    next(recordClass == CLASS_INPUT ? inputHead : derivedHead, b, at, length);
    int first = ~crc(NO_CHAIN, b, at, length);
    int last = crc(chain, b, at, length);
    int found = Bytes.getInt(b, at + R_CRC);
    boolean proved = found == first || sameChain(b, at);
    if (!proved || !mixed(found, first, last) || !partly(b, at)) {
      return false;
    }
    System.arraycopy(chain, 0, b, at + R_CHAIN, DIGEST_BYTES);
    Bytes.putInt(b, at + R_CRC, last);
    return true;
  }

  private void next(byte[] head, byte[] b, int at, int length) {
    sha.update(head, 0, DIGEST_BYTES);
    sha.update(b, at + R_LENGTH, length - R_LENGTH);
    try {
      sha.digest(chain, 0, DIGEST_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes did not hold a SHA-256", e);
    }
  }

  private int crc(byte[] chainField, byte[] b, int at, int length) {
    crc.reset();
    crc.update(chainField, 0, DIGEST_BYTES);
    crc.update(b, at + R_LENGTH, length - R_LENGTH);
    return (int) crc.getValue();
  }

  private boolean sameChain(byte[] b, int at) {
    for (int i = 0; i < DIGEST_BYTES; i++) {
      if (b[at + R_CHAIN + i] != chain[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether each byte of the chain field is zero still or the chain's already.
  private boolean partly(byte[] b, int at) {
    for (int i = 0; i < DIGEST_BYTES; i++) {
      byte is = b[at + R_CHAIN + i];
      if (is != 0 && is != chain[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether each byte of `found` is that of one of the two.
  private static boolean mixed(int found, int first, int last) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      int is = found >>> shift & 0xff;
      if (is != (first >>> shift & 0xff) && is != (last >>> shift & 0xff)) {
        return false;
      }
    }
    return true;
  }
}
