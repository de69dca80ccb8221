package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.unit.Digest;
import java.security.DigestException;
import java.security.MessageDigest;

/// The two hashes of RFC 6962 §2.1: a leaf is `SHA-256(0x00 ‖ data)`, an inner node is
/// `SHA-256(0x01 ‖ left ‖ right)`. Not safe for use by two threads.
final class MerkleHash {
  private final MessageDigest sha = Digest.newSha256();
  private final byte[] block = new byte[1 + 2 * Digest.BYTES];
  private final byte[] out = new byte[Digest.BYTES];

  /// The hash of no leaves at all: `SHA-256()`.
  static Digest empty() {
    return Digest.sha256(new byte[0]);
  }

  Digest leaf(byte[] data) {
    sha.update((byte) 0);
    sha.update(data);
    return finish();
  }

  Digest leaf(Digest data) {
    block[0] = 0;
    data.write(block, 1);
    sha.update(block, 0, 1 + Digest.BYTES);
    return finish();
  }

  Digest node(Digest left, Digest right) {
    block[0] = 1;
    left.write(block, 1);
    right.write(block, 1 + Digest.BYTES);
    sha.update(block);
    return finish();
  }

  private Digest finish() {
    try {
      sha.digest(out, 0, Digest.BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes did not hold a SHA-256", e);
    }
    return Digest.read(out, 0);
  }
}
