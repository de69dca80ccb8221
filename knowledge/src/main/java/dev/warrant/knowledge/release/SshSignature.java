package dev.warrant.knowledge.release;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/// A detached signature as `ssh-keygen -Y sign -n warrant` writes it (OpenSSH, PROTOCOL.sshsig): an
/// armored blob with key, namespace, digest algorithm and Ed25519 signature. Signed is not the
/// message but `SSHSIG`, namespace and digest, so that no signature made for another purpose fits.
///
/// @param hash `sha512`, as ssh-keygen writes, or `sha256`
/// @param base64 the 64 bytes of the signature
public record SshSignature(VerifyKey key, String hash, String base64) {
  /// What our statements are signed for; another namespace is another purpose.
  public static final String NAMESPACE = "warrant";

  private static final String MAGIC = "SSHSIG";
  private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----\n";
  private static final String END = "-----END SSH SIGNATURE-----\n";
  private static final int COLUMNS = 70;
  private static final int ARMOR_MAX = 4_096;

  public SshSignature {
    algorithm(hash);
    byte[] bytes = decode(base64);
    if (bytes.length != VerifyKey.SIGNATURE_BYTES
        || !Base64.getEncoder().encodeToString(bytes).equals(base64)) {
      throw wrong("\"" + SshWire.printable(base64) + "\"", "64 bytes in base64");
    }
  }

  /// A signature by the bytes of it.
  public static SshSignature of(VerifyKey key, byte[] signature) {
    return new SshSignature(key, "sha512", Base64.getEncoder().encodeToString(signature));
  }

  /// The bytes that are signed for `message`.
  ///
  /// @param hash `sha512` or `sha256`
  public static byte[] toSign(String hash, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
    SshWire.string(out, NAMESPACE);
    SshWire.string(out, "");
    SshWire.string(out, hash);
    SshWire.string(out, digest(hash, message));
    return out.toByteArray();
  }

  /// Reads an armored signature, however its lines are broken.
  ///
  /// @throws ReleaseException if it is none, or made for another purpose or with another kind of
  ///   key
  public static SshSignature parse(String armored) {
    String text = armored.replace("\r\n", "\n").stripTrailing() + "\n";
    if (text.length() > ARMOR_MAX || !text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw wrong(
          "\"" + SshWire.printable(text) + "\"", "a block that begins with " + BEGIN.strip());
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length()).replace("\n", "");
    SshWire wire = new SshWire(decode(body), "a signature");
    if (!new String(wire.raw(MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC)
        || wire.uint32() != 1) {
      throw wrong("another kind of blob", MAGIC + " of version 1");
    }
    VerifyKey key = VerifyKey.of(wire.string());
    String namespace = new String(wire.string(), StandardCharsets.UTF_8);
    if (!namespace.equals(NAMESPACE)) {
      throw new ReleaseException(
          "signature-namespace",
          "a signature for \"" + SshWire.printable(namespace) + "\"",
          "one for \"" + NAMESPACE + "\"",
          "sign again with ssh-keygen -Y sign -n " + NAMESPACE + " -f KEY FILE");
    }
    wire.expect("");
    String hash = new String(wire.string(), StandardCharsets.UTF_8);
    SshWire inner = new SshWire(wire.string(), "a signature");
    inner.expect(VerifyKey.ALGORITHM);
    byte[] signature = inner.string();
    inner.finish();
    wire.finish();
    return new SshSignature(key, hash, Base64.getEncoder().encodeToString(signature));
  }

  /// Whether the key in it made it over `message`.
  public boolean verifies(byte[] message) {
    return key.verifies(toSign(hash, message), decode(base64));
  }

  /// Its one canonical text: as ssh-keygen writes it, with lines of 70 characters.
  public String armored() {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    SshWire.string(inner, VerifyKey.ALGORITHM);
    SshWire.string(inner, decode(base64));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {0, 0, 0, 1});
    SshWire.string(out, key.blob());
    SshWire.string(out, NAMESPACE);
    SshWire.string(out, "");
    SshWire.string(out, hash);
    SshWire.string(out, inner.toByteArray());
    return BEGIN + wrapped(out.toByteArray(), COLUMNS) + END;
  }

  /// Base64 in lines, each ended.
  public static String wrapped(byte[] bytes, int columns) {
    String all = Base64.getEncoder().encodeToString(bytes);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < all.length(); i += columns) {
      out.append(all, i, Math.min(all.length(), i + columns)).append('\n');
    }
    return out.toString();
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw wrong("\"" + SshWire.printable(base64) + "\"", "base64");
    }
  }

  private static byte[] digest(String hash, byte[] message) {
    try {
      return MessageDigest.getInstance(algorithm(hash)).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no " + hash, e);
    }
  }

  private static String algorithm(String hash) {
    if (!hash.equals("sha512") && !hash.equals("sha256")) {
      throw wrong("digest \"" + SshWire.printable(hash) + "\"", "sha512 or sha256");
    }
    return "SHA-" + hash.substring(3).toUpperCase(Locale.ROOT);
  }

  private static ReleaseException wrong(String found, String expected) {
    return new ReleaseException("signature-form", found, expected);
  }
}
