package dev.warrant.governance.audit.mask;

import dev.warrant.knowledge.seam.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The salts of one masked copy: `salt = HMAC-SHA-256(secret, "record/component")`, and a value's
/// commitment is `SHA-256(salt ‖ value)`. Who has a salt and a value can check one commitment and
/// no other; who has the secret can open all.
public final class Salts {
  private final Mac mac;

  private Salts(byte[] secret) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }

  /// New ones, whose secret is kept in a file only its owner can read.
  public static Salts make(Path file) throws IOException {
    byte[] secret = Identity.ed25519().seed();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
    return new Salts(secret);
  }

  /// Those of a secret that was kept.
  public static Salts read(Path file) throws IOException {
    return new Salts(HexFormat.of().parseHex(Files.readString(file).strip()));
  }

  /// The salt of one value.
  public byte[] salt(long record, String component) {
    return mac.doFinal((record + "/" + component).getBytes(StandardCharsets.UTF_8));
  }

  /// The commitment to one value.
  public byte[] commit(long record, String component, String value) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt(record, component));
      return sha.digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
