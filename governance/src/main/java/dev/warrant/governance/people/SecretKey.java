package dev.warrant.governance.people;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.SshSignature;
import dev.warrant.knowledge.release.SshWire;
import dev.warrant.knowledge.release.VerifyKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A private Ed25519 key. Its file is OpenSSH's own (`openssh-key-v1`, PROTOCOL.key), unencrypted
/// and of mode 0600, so that the same file serves us and `ssh-keygen -Y sign`. An encrypted key, or
/// one in an agent or a hardware token, signs through ssh-keygen and never comes here.
///
/// Never prints itself.
public final class SecretKey {
  private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
  private static final String END = "-----END OPENSSH PRIVATE KEY-----\n";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final int COLUMNS = 70;
  private static final int BLOCK = 8;
  private static final int FILE_MAX = 8_192;

  private final byte[] seed;
  private final VerifyKey open;
  private final String comment;

  private SecretKey(byte[] seed, VerifyKey open, String comment) {
    this.seed = seed.clone();
    this.open = open;
    this.comment = comment;
  }

  /// A new key from the JVM's own source of randomness.
  public static SecretKey generate(String comment) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] secret = pair.getPrivate().getEncoded();
      byte[] open = pair.getPublic().getEncoded();
      return new SecretKey(
          Arrays.copyOfRange(secret, PKCS8.length, PKCS8.length + VerifyKey.BYTES),
          VerifyKey.ofPoint(Arrays.copyOfRange(open, open.length - VerifyKey.BYTES, open.length)),
          comment);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no Ed25519", e);
    }
  }

  /// Reads a private key file.
  ///
  /// @throws ReleaseException if it is open to others, encrypted, of another kind, or does not fit
  ///   its own public half
  public static SecretKey read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ReleaseException("key-file", "no file " + file, "a private key");
    }
    for (PosixFilePermission p : Files.getPosixFilePermissions(file)) {
      if (p.name().startsWith("GROUP") || p.name().startsWith("OTHERS")) {
        throw new ReleaseException(
            "key-open", file + " open to others", "mode 0600", "chmod 600 " + file);
      }
    }
    if (Files.size(file) > FILE_MAX) {
      throw new ReleaseException("key-file", Files.size(file) + " bytes in " + file, "a key");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new ReleaseException(
          "key-file",
          file + " without " + BEGIN.strip(),
          "a private key in OpenSSH's format",
          "you gave the public key, or an old PEM key: ssh-keygen -p -f " + file + " converts it");
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length());
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(body.replace("\n", ""));
    } catch (IllegalArgumentException e) {
      throw new ReleaseException("key-file", "no base64 in " + file, "a private key");
    }
    return parse(blob, file.toString());
  }

  private static SecretKey parse(byte[] blob, String file) {
    SshWire wire = new SshWire(blob, file);
    if (!Arrays.equals(wire.raw(MAGIC.length), MAGIC)) {
      throw new ReleaseException("key-file", file + " of another kind", "openssh-key-v1");
    }
    String cipher = new String(wire.string(), StandardCharsets.US_ASCII);
    if (!cipher.equals("none")) {
      throw new ReleaseException(
          "key-encrypted",
          file + ", which is encrypted",
          "a key this command can read",
          "--unsigned FILE, then ssh-keygen -Y sign -n warrant -f " + file + " FILE, then submit");
    }
    wire.expect("none");
    wire.expect("");
    if (wire.uint32() != 1) {
      throw new ReleaseException("key-file", "several keys in " + file, "one");
    }
    VerifyKey open = VerifyKey.of(wire.string());
    SshWire inner = new SshWire(wire.string(), file);
    wire.finish();
    int check = inner.uint32();
    if (check != inner.uint32()) {
      throw new ReleaseException("key-file", file + ", which is damaged", "a private key");
    }
    inner.expect(VerifyKey.ALGORITHM);
    byte[] point = inner.string();
    byte[] pair = inner.string();
    String comment = new String(inner.string(), StandardCharsets.UTF_8);
    if (!Arrays.equals(point, open.point())
        || pair.length != 2 * VerifyKey.BYTES
        || !Arrays.equals(Arrays.copyOfRange(pair, VerifyKey.BYTES, pair.length), point)) {
      throw new ReleaseException("key-file", file + " with halves of two keys", "one key");
    }
    SecretKey key = new SecretKey(Arrays.copyOf(pair, VerifyKey.BYTES), open, comment);
    byte[] probe = {1};
    if (!key.sign(probe).verifies(probe)) {
      throw new ReleaseException("key-file", file + " with halves of two keys", "one key");
    }
    return key;
  }

  /// Writes the private key to `file`, open to its owner only, and the public one beside it with
  /// `.pub` after its name.
  ///
  /// @throws ReleaseException if one of them is already there
  public void write(Path file) throws IOException {
    Path beside = Path.of(file + ".pub");
    if (Files.exists(file) || Files.exists(beside)) {
      throw new ReleaseException(
          "key-exists", "a file " + file + " or " + beside, "neither", "choose another name");
    }
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text(), StandardOpenOption.WRITE);
    Files.writeString(beside, open.text() + " " + comment + "\n", StandardOpenOption.CREATE_NEW);
  }

  private String text() {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    // Two equal numbers show a reader that it decrypted rightly; nothing is encrypted here, and a
    // number taken from the public half keeps the file a function of the key.
    byte[] check = Arrays.copyOf(open.point(), Integer.BYTES);
    inner.writeBytes(check);
    inner.writeBytes(check);
    SshWire.string(inner, VerifyKey.ALGORITHM);
    SshWire.string(inner, open.point());
    byte[] pair = Arrays.copyOf(seed, 2 * VerifyKey.BYTES);
    System.arraycopy(open.point(), 0, pair, VerifyKey.BYTES, VerifyKey.BYTES);
    SshWire.string(inner, pair);
    SshWire.string(inner, comment.getBytes(StandardCharsets.UTF_8));
    for (int i = 1; inner.size() % BLOCK != 0; i++) {
      inner.write(i);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    SshWire.string(out, "none");
    SshWire.string(out, "none");
    SshWire.string(out, "");
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(1).array());
    SshWire.string(out, open.blob());
    SshWire.string(out, inner.toByteArray());
    return BEGIN + SshSignature.wrapped(out.toByteArray(), COLUMNS) + END;
  }

  /// Signs a message for the namespace `warrant`.
  public SshSignature sign(byte[] message) {
    try {
      byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + VerifyKey.BYTES);
      System.arraycopy(seed, 0, encoded, PKCS8.length, VerifyKey.BYTES);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      Signature engine = Signature.getInstance("Ed25519");
      engine.initSign(key);
      engine.update(SshSignature.toSign("sha512", message));
      return SshSignature.of(open, engine.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with Ed25519", e);
    }
  }

  /// The public half.
  public VerifyKey open() {
    return open;
  }

  /// What was written beside the key.
  public String comment() {
    return comment;
  }

  @Override
  public String toString() {
    return "SecretKey[" + open.fingerprint() + "]";
  }
}
