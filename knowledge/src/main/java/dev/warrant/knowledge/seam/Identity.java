package dev.warrant.knowledge.seam;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// New identities: keys from the JVM's own source of randomness. Nothing of them ever decides what
/// a desk does, so a replay needs none.
public final class Identity {
  private static final int BYTES = 32;

  private Identity() {}

  /// An Ed25519 key (RFC 8032).
  ///
  /// @param seed the 32 secret bytes
  /// @param open the 32 bytes of the public key
  @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
  public record Ed25519(byte[] seed, byte[] open) {
    public Ed25519 {
      seed = seed.clone();
      open = open.clone();
    }

    @Override
    public byte[] seed() {
      return seed.clone();
    }

    @Override
    public byte[] open() {
      return open.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ed25519 o && Arrays.equals(open, o.open);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(open);
    }

    @Override
    public String toString() {
      return "Ed25519";
    }
  }

  /// A new key.
  public static Ed25519 ed25519() {
    byte[] seed = new byte[BYTES];
    new SecureRandom().nextBytes(seed);
    return ed25519(seed);
  }

  /// The key of a seed.
  public static Ed25519 ed25519(byte[] seed) {
    if (seed.length != BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, found " + seed.length);
    }
    try {
      KeyPairGenerator maker = KeyPairGenerator.getInstance("Ed25519");
      maker.initialize(255, new Fixed(seed));
      KeyPair pair = maker.generateKeyPair();
      byte[] secret = pair.getPrivate().getEncoded();
      byte[] open = pair.getPublic().getEncoded();
      return new Ed25519(
          Arrays.copyOfRange(secret, secret.length - BYTES, secret.length),
          Arrays.copyOfRange(open, open.length - BYTES, open.length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no Ed25519", e);
    }
  }

  /// Hands a generator the seed it is to use: the JDK derives a public key nowhere else.
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Fixed(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, Math.min(bytes.length, seed.length));
    }
  }
}
