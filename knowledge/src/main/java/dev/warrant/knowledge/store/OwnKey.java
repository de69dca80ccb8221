package dev.warrant.knowledge.store;

import dev.warrant.knowledge.seam.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret of whoever runs this program, by which he knows again what he wrote into folders that
/// others may write into too. A file of tables can hold code that the database runs when it is
/// opened, so one that somebody else built must not be.
final class OwnKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final Path FILE =
      Path.of(System.getProperty("user.home", "")).resolve(".warrant").resolve("tables.key");

  private final Path file;

  private OwnKey(Path file) {
    this.file = file;
  }

  /// That of this user.
  static OwnKey ofUser() {
    return new OwnKey(FILE);
  }

  /// One in a file, which is made with the first note.
  static OwnKey in(Path file) {
    return new OwnKey(file);
  }

  /// What nobody can say of a text who has not this key; it is made if there is none.
  ///
  /// @throws IOException if there is none and none can be made
  String vouch(String text) throws IOException {
    byte[] key = read();
    if (key.length != BYTES) {
      make();
      key = read();
    }
    if (key.length != BYTES) {
      throw new IOException(file + " is no key");
    }
    return mac(key, text);
  }

  /// Whether this key vouched for a text; not if there is none.
  boolean vouched(String text, String by) throws IOException {
    byte[] key = read();
    return key.length == BYTES && MessageDigest.isEqual(bytes(mac(key, text)), bytes(by));
  }

  private byte[] read() throws IOException {
    return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
  }

  private void make() throws IOException {
    if (!file.isAbsolute()) {
      throw new IOException("no home folder to keep a key in");
    }
    Files.createDirectories(file.getParent());
    Path next = Files.createTempFile(file.getParent(), "tables", ".key"); // for nobody else to read
    try {
      Files.write(next, Identity.ed25519().seed());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static String mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
