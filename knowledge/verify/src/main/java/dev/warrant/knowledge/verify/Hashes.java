package dev.warrant.knowledge.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, and with it the two hashes of RFC 6962 §2.1. Not safe for use by two threads.
final class Hashes {
  static final int BYTES = 32;

  private final MessageDigest sha = sha256();

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  byte[] leaf(byte[] data, int from, int length) {
    sha.update((byte) 0);
    sha.update(data, from, length);
    return sha.digest();
  }

  byte[] node(byte[] left, byte[] right) {
    sha.update((byte) 1);
    sha.update(left);
    sha.update(right);
    return sha.digest();
  }

  /// The root of no leaves at all.
  byte[] nothing() {
    return sha.digest();
  }
}
