package dev.warrant.knowledge.release;

import dev.warrant.knowledge.unit.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A statement with one signature: what a record of the log holds, byte for byte.
public record Signed(Statement statement, SshSignature signature) {
  private static final int BYTES_MAX = 1 << 19;
  private static final String ARMOR = "\n-----BEGIN SSH SIGNATURE-----\n";

  /// Reads a record.
  ///
  /// @throws ReleaseException if these are not the canonical bytes of one
  public static Signed parse(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new ReleaseException("record-size", bytes.length + " bytes", "at most " + BYTES_MAX);
    }
    // Latin-1 keeps every byte, so that a place in the text is a place in the bytes.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int armor = text.indexOf(ARMOR);
    if (armor < 0) {
      throw new ReleaseException("record-form", "no signature", "a statement and its signature");
    }
    Signed out =
        new Signed(
            Statement.parse(Arrays.copyOf(bytes, armor + 1)),
            SshSignature.parse(text.substring(armor + 1)));
    if (!Arrays.equals(out.bytes(), bytes)) {
      throw new ReleaseException("record-form", "a record in another form", "its canonical form");
    }
    return out;
  }

  /// Statement and signature as text.
  public String text() {
    return statement.text() + signature.armored();
  }

  /// The canonical bytes.
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /// SHA-256 of the canonical bytes, signature included.
  public Digest digest() {
    return Digest.sha256(bytes());
  }

  /// Whether the key in the signature made it over this statement.
  public boolean genuine() {
    return signature.verifies(statement.bytes());
  }
}
