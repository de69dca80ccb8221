package dev.warrant.knowledge.release;

import dev.warrant.knowledge.unit.Digest;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A public Ed25519 key (RFC 8032) in OpenSSH's form, `ssh-ed25519 AAAA…`, without a comment.
///
/// Refused besides malformed ones: keys of small order, under which one signature fits every
/// message, and keys whose coordinate is not reduced, which give one point two names.
///
/// @param text the canonical line
public record VerifyKey(String text) {
  /// Name of the algorithm in SSH (RFC 8709).
  public static final String ALGORITHM = "ssh-ed25519";

  /// Bytes of a key.
  public static final int BYTES = 32;

  /// Bytes of a signature.
  public static final int SIGNATURE_BYTES = 64;

  /// How X.509 (RFC 8410) starts before the 32 bytes of a key.
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  public VerifyKey {
    byte[] point = point(text);
    if (!line(point).equals(text)) {
      throw wrong(text);
    }
    refuseWeak(point);
  }

  /// The key of a line as OpenSSH writes it, with or without a comment.
  ///
  /// @throws ReleaseException if it is no such line
  public static VerifyKey parse(String line) {
    String[] words = line.strip().split("[ \t]+", 3);
    if (words.length < 2) {
      throw wrong(line);
    }
    return new VerifyKey(words[0] + " " + words[1]);
  }

  /// The key of its SSH encoding.
  public static VerifyKey of(byte[] blob) {
    return new VerifyKey(ALGORITHM + " " + Base64.getEncoder().encodeToString(blob));
  }

  /// The key of 32 bytes.
  public static VerifyKey ofPoint(byte[] point) {
    return new VerifyKey(line(point));
  }

  /// The SSH encoding: algorithm and key.
  public byte[] blob() {
    return blob(point());
  }

  /// The 32 bytes of RFC 8032.
  public byte[] point() {
    return point(text);
  }

  /// As `ssh-keygen -l` shows it: `SHA256:` and unpadded base64.
  public String fingerprint() {
    return "SHA256:"
        + Base64.getEncoder().withoutPadding().encodeToString(Digest.sha256(blob()).bytes());
  }

  /// Whether `signature` is this key's over `message`.
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature engine = Signature.getInstance("Ed25519");
      engine.initVerify(key(point()));
      engine.update(message);
      return signature.length == SIGNATURE_BYTES && engine.verify(signature);
    } catch (GeneralSecurityException e) {
      // What the engine cannot read is no signature.
      return false;
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static byte[] point(String text) {
    if (!text.startsWith(ALGORITHM + " ")) {
      throw wrong(text);
    }
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(text.substring(ALGORITHM.length() + 1));
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
    SshWire wire = new SshWire(blob, "a public key");
    wire.expect(ALGORITHM);
    byte[] point = wire.string();
    wire.finish();
    if (point.length != BYTES) {
      throw wrong(text);
    }
    return point;
  }

  private static String line(byte[] point) {
    return ALGORITHM + " " + Base64.getEncoder().encodeToString(blob(point));
  }

  private static byte[] blob(byte[] point) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SshWire.string(out, ALGORITHM);
    SshWire.string(out, point);
    return out.toByteArray();
  }

  private static PublicKey key(byte[] point) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509, X509.length + BYTES);
    System.arraycopy(point, 0, encoded, X509.length, BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /// Points of order 1, 2 and 4 have y = 1, -1 and 0; points of order 8 are those whose double has
  /// y = 0, that is x² = -y², which on -x² + y² = 1 + d x² y² means d y⁴ + 2 y² = 1.
  private static void refuseWeak(byte[] point) {
    byte[] big = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      big[i] = point[BYTES - 1 - i];
    }
    big[0] &= 0x7f;
    BigInteger y = new BigInteger(1, big);
    BigInteger y2 = y.multiply(y).mod(P);
    BigInteger eight =
        D.multiply(y2).multiply(y2).add(y2.shiftLeft(1)).subtract(BigInteger.ONE).mod(P);
    if (y.compareTo(P) >= 0
        || y.signum() == 0
        || y2.equals(BigInteger.ONE)
        || eight.signum() == 0) {
      throw new ReleaseException(
          "key-weak", "a key under which anybody can sign", "a key made by ssh-keygen or keygen");
    }
    try {
      key(point);
    } catch (GeneralSecurityException e) {
      throw new ReleaseException("key-weak", "bytes that are no point of the curve", "a key");
    }
  }

  private static ReleaseException wrong(String text) {
    String shown = SshWire.printable(text);
    return new ReleaseException(
        "key-form",
        "\"" + shown + "\"",
        "ssh-ed25519 AAAA… as in a .pub file",
        shown.startsWith("ssh-") || shown.startsWith("ecdsa-")
            ? "make one with ssh-keygen -t ed25519, or warrant people keygen"
            : "you gave the private key; the public one lies beside it and ends in .pub");
  }
}
