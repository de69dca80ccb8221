package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.security.DigestException;
import java.security.MessageDigest;

/// The two hashes of RFC 6962 §2.1 over byte arrays, without garbage: a leaf is `SHA-256(0x00 ‖
/// data)`, an inner node `SHA-256(0x01 ‖ left ‖ right)`. Not safe for use by two threads.
public final class TreeHash {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha = Digest.newSha256();
  private final byte[] block = new byte[1 + 2 * Digest.BYTES];

  /// The root of no leaves at all: `SHA-256()`.
  public static Digest empty() {
    return Digest.sha256(new byte[0]);
  }

  /// Writes the hash of a leaf with this data to `out` at `at`.
  public void leaf(byte[] data, int from, int length, byte[] out, int at) {
    sha.update(LEAF);
    sha.update(data, from, length);
    finish(out, at);
  }

  /// The hash of a leaf with this data.
  public Digest leaf(byte[] data) {
    byte[] out = new byte[Digest.BYTES];
    leaf(data, 0, data.length, out, 0);
    return Digest.read(out, 0);
  }

  /// The hash of a leaf whose data is the 32 bytes of a digest.
  public Digest leaf(Digest data) {
    block[0] = LEAF;
    data.write(block, 1);
    sha.update(block, 0, 1 + Digest.BYTES);
    finish(block, 0);
    return Digest.read(block, 0);
  }

  /// Writes the hash over two nodes that lie one after the other in `pair`; `out` may be `pair`.
  void pair(byte[] pair, int from, byte[] out, int at) {
    block[0] = NODE;
    System.arraycopy(pair, from, block, 1, 2 * Digest.BYTES);
    sha.update(block, 0, block.length);
    finish(out, at);
  }

  /// The hash over two nodes.
  public Digest node(Digest left, Digest right) {
    block[0] = NODE;
    left.write(block, 1);
    right.write(block, 1 + Digest.BYTES);
    sha.update(block, 0, block.length);
    finish(block, 0);
    return Digest.read(block, 0);
  }

  private void finish(byte[] out, int at) {
    try {
      sha.digest(out, at, Digest.BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes did not hold a SHA-256", e);
    }
  }
}
