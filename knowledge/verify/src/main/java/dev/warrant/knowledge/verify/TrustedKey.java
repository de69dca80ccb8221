package dev.warrant.knowledge.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A key that whoever verifies brings along: `NAME+ID+BASE64` after C2SP signed-note, Ed25519 only.
///
/// @param type 1 for a log, 4 for a witness (C2SP tlog-cosignature)
record TrustedKey(String name, int id, int type, PublicKey key) {
  static final int LOG = 1;
  static final int WITNESS = 4;

  /// How X.509 (RFC 8410) starts before the 32 bytes of a key.
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY = 32;
  private static final int SIGNATURE = 64;

  static TrustedKey parse(String text, int type) throws Unfit {
    String[] parts = text.strip().split("\\+", 3);
    byte[] typed = parts.length == 3 ? base64(parts[2]) : new byte[0];
    if (typed.length != 1 + KEY || typed[0] != type) {
      throw new Unfit("\"" + text + "\" is no verifier key NAME+ID+BASE64 of type " + type);
    }
    MessageDigest sha = Hashes.sha256();
    sha.update((parts[0] + "\n").getBytes(StandardCharsets.UTF_8));
    int id = ByteBuffer.wrap(sha.digest(typed)).getInt();
    if (!HexFormat.of().toHexDigits(id).equals(parts[1])) {
      throw new Unfit("the id of \"" + text + "\" is not that of its key");
    }
    byte[] encoded = Arrays.copyOf(X509, X509.length + KEY);
    System.arraycopy(typed, 1, encoded, X509.length, KEY);
    try {
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return new TrustedKey(parts[0], id, type, key);
    } catch (GeneralSecurityException e) {
      throw new Unfit("\"" + text + "\" is no Ed25519 key: " + e.getMessage());
    }
  }

  static byte[] base64(String text) throws Unfit {
    try {
      byte[] out = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(out).equals(text)) {
        return out;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new Unfit("\"" + text + "\" is no base64");
  }

  /// Whether one of the signatures is this key's, and none that says so is false.
  boolean signed(SignedNote note) {
    boolean any = false;
    for (SignedNote.Line line : note.lines()) {
      if (line.name().equals(name) && line.id() == id) {
        if (!holds(note.text(), line.signature())) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /// When this witness signed, in seconds since 1970; 0 if it did not.
  long seconds(SignedNote note) {
    for (SignedNote.Line line : note.lines()) {
      if (line.name().equals(name) && line.id() == id) {
        return ByteBuffer.wrap(line.signature()).getLong();
      }
    }
    return 0;
  }

  private boolean holds(String text, byte[] signature) {
    byte[] bare = signature;
    String message = text;
    if (type == WITNESS) {
      if (signature.length != Long.BYTES + SIGNATURE) {
        return false;
      }
      bare = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
      message = "cosignature/v1\ntime " + ByteBuffer.wrap(signature).getLong() + "\n" + text;
    }
    try {
      Signature engine = Signature.getInstance("Ed25519");
      engine.initVerify(key);
      engine.update(message.getBytes(StandardCharsets.UTF_8));
      return bare.length == SIGNATURE && engine.verify(bare);
    } catch (GeneralSecurityException e) {
      // What the engine cannot read is no signature.
      return false;
    }
  }
}
