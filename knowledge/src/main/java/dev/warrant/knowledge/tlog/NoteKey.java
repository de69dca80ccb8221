package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.VerifyKey;
import dev.warrant.knowledge.unit.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// The public half of a key that signs notes: a name, what its signatures mean, and an Ed25519 key.
/// Written as a verifier key, `NAME+ID+BASE64` (C2SP signed-note).
///
/// @param name best a schema-less URL; no spaces, no `+`
public record NoteKey(String name, Use use, VerifyKey key) {
  /// What a signature of the key means.
  public enum Use {
    /// The text is signed as it stands: a log's own signature.
    LOG(1),
    /// A time and the text are signed: a witness saw this head follow from all it saw before (C2SP
    /// tlog-cosignature, `cosignature/v1`).
    WITNESS(4);

    private final int tag;

    Use(int tag) {
      this.tag = tag;
    }

    /// The signature type of signed-note.
    int tag() {
      return tag;
    }
  }

  public NoteKey {
    if (!Note.nameFits(name)) {
      throw LogFault.form("verifier key", "name \"" + name + "\"", "no spaces and no +");
    }
  }

  /// Reads a verifier key.
  ///
  /// @throws LogFault if it is none, of an unknown type, or its id is not that of its key
  public static NoteKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw LogFault.form("verifier key", "\"" + text + "\"", "NAME+ID+BASE64");
    }
    byte[] typed = Note.base64(parts[2]);
    NoteKey found = of(parts[0], typed);
    if (!found.hexId().equals(parts[1])) {
      throw LogFault.form("verifier key", "id " + parts[1], found.hexId() + ", as its key says");
    }
    return found;
  }

  private static NoteKey of(String name, byte[] typed) {
    for (Use use : Use.values()) {
      if (typed.length == 1 + VerifyKey.BYTES && typed[0] == use.tag) {
        try {
          return new NoteKey(
              name, use, VerifyKey.ofPoint(Arrays.copyOfRange(typed, 1, typed.length)));
        } catch (ReleaseException e) {
          throw new LogFault(LogFault.Kind.FORM, "verifier key: " + e.getMessage(), e);
        }
      }
    }
    throw LogFault.form(
        "verifier key",
        typed.length + " bytes of type " + (typed.length == 0 ? "none" : typed[0]),
        "33 bytes of type 1 (log) or 4 (witness)");
  }

  /// The first four bytes of `SHA-256(name ‖ newline ‖ type ‖ key)`.
  public int id() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(typed());
    return ByteBuffer.wrap(Digest.sha256(out.toByteArray()).bytes()).getInt();
  }

  private byte[] typed() {
    byte[] out = new byte[1 + VerifyKey.BYTES];
    out[0] = (byte) use.tag;
    System.arraycopy(key.point(), 0, out, 1, VerifyKey.BYTES);
    return out;
  }

  private String hexId() {
    return HexFormat.of().toHexDigits(id()).toLowerCase(Locale.ROOT);
  }

  /// The verifier key.
  @Override
  public String toString() {
    return name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(typed());
  }

  /// Whether a line claims to be this key's.
  public boolean claims(Note.Line line) {
    return line.name().equals(name) && line.id() == id();
  }

  /// Whether a note is signed by this key: one line claims so and every line that does holds.
  public boolean signed(Note note) {
    boolean any = false;
    for (Note.Line line : note.lines()) {
      if (claims(line)) {
        if (!holds(note.text(), line.signature())) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /// Whether `signature`, without key id, is this key's over `text`.
  boolean holds(String text, byte[] signature) {
    return switch (use) {
      case LOG -> key.verifies(text.getBytes(StandardCharsets.UTF_8), signature);
      case WITNESS -> {
        if (signature.length != Long.BYTES + VerifyKey.SIGNATURE_BYTES) {
          yield false;
        }
        long seconds = ByteBuffer.wrap(signature).getLong();
        byte[] bare = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
        yield seconds >= 0 && key.verifies(stamped(text, seconds), bare);
      }
    };
  }

  /// When a witness signed, in seconds since 1970; what it signed is this and the text.
  public static long seconds(Note.Line cosignature) {
    return ByteBuffer.wrap(cosignature.signature()).getLong();
  }

  static byte[] stamped(String text, long seconds) {
    return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }
}
