package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.release.VerifyKey;
import dev.warrant.knowledge.seam.Identity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The private half of a key that signs notes. Its file has one line, `PRIVATE+KEY+NAME+ID+BASE64`,
/// and mode 0600; a file that others may read is refused. Never prints itself.
public final class NoteSigner {
  private static final String BEGIN = "PRIVATE+KEY+";

  /// How PKCS#8 (RFC 8410) starts before the 32 bytes of a seed.
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final int FILE_MAX = 4_096;

  private final NoteKey open;
  private final byte[] seed;
  private final PrivateKey secret;

  private NoteSigner(NoteKey open, byte[] seed) {
    this.open = open;
    this.seed = seed.clone();
    byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + VerifyKey.BYTES);
    System.arraycopy(seed, 0, encoded, PKCS8.length, VerifyKey.BYTES);
    try {
      secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with Ed25519", e);
    }
  }

  /// A new key.
  public static NoteSigner generate(String name, NoteKey.Use use) {
    Identity.Ed25519 made = Identity.ed25519();
    return new NoteSigner(new NoteKey(name, use, VerifyKey.ofPoint(made.open())), made.seed());
  }

  /// The key in `file`, which is made with this name if it is not there.
  ///
  /// @throws LogFault if it is open to others or no key of this use
  public static NoteSigner ofFile(Path file, String name, NoteKey.Use use) {
    if (!Files.exists(file)) {
      try {
        generate(name, use).write(file);
      } catch (FileAlreadyExistsException e) {
        // Another process was quicker; its key is as good.
      } catch (IOException e) {
        throw TileStore.disk("write the key", file, e);
      }
    }
    NoteSigner found = read(file);
    if (found.open.use() != use) {
      throw LogFault.form(file.toString(), "a key of use " + found.open.use(), String.valueOf(use));
    }
    return found;
  }

  /// Reads a key.
  ///
  /// @throws LogFault if it is open to others, no key, or does not fit its own public half
  public static NoteSigner read(Path file) {
    try {
      for (PosixFilePermission p : Files.getPosixFilePermissions(file)) {
        if (p.name().startsWith("GROUP") || p.name().startsWith("OTHERS")) {
          throw new LogFault(
              LogFault.Kind.FORM,
              file + " is open to others, expected mode 0600\nMaybe chmod 600 " + file);
        }
      }
      if (Files.size(file) > FILE_MAX) {
        throw LogFault.form(file.toString(), Files.size(file) + " bytes", "a key");
      }
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw TileStore.disk("read the key", file, e);
    }
  }

  /// The key of a line.
  ///
  /// @throws LogFault if it is none; says nothing of what it holds
  public static NoteSigner parse(String text) {
    String[] parts = text.strip().split("\\+", 5);
    if (!text.startsWith(BEGIN) || parts.length != 5) {
      throw LogFault.form("private key", "something else", BEGIN + "NAME+ID+BASE64");
    }
    byte[] typed = Note.base64(parts[4]);
    for (NoteKey.Use use : NoteKey.Use.values()) {
      if (typed.length == 1 + VerifyKey.BYTES && typed[0] == use.tag()) {
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        VerifyKey open = VerifyKey.ofPoint(Identity.ed25519(seed).open());
        NoteSigner found = new NoteSigner(new NoteKey(parts[2], use, open), seed);
        if (HexFormat.of().toHexDigits(found.open.id()).equals(parts[3])) {
          return found;
        }
      }
    }
    throw LogFault.form("private key", "an id of another key", "that of its own public half");
  }

  /// Writes the key to `file`, open to its owner only.
  ///
  /// @throws FileAlreadyExistsException if there is one already
  public void write(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent);
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
    }
    // A key that is seen is whole: made beside, then linked into place, which fails if one is
    // there.
    Path fresh = file.resolveSibling(file.getFileName() + "." + open.id() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text() + "\n", StandardOpenOption.WRITE);
    TileStore.force(fresh);
    try {
      Files.createLink(file, fresh);
    } finally {
      Files.delete(fresh);
    }
  }

  private String text() {
    byte[] typed = new byte[1 + VerifyKey.BYTES];
    typed[0] = (byte) open.use().tag();
    System.arraycopy(seed, 0, typed, 1, VerifyKey.BYTES);
    return BEGIN
        + open.name()
        + "+"
        + HexFormat.of().toHexDigits(open.id())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /// The public half.
  public NoteKey open() {
    return open;
  }

  /// This log's signature over a text.
  public Note.Line sign(String text) {
    if (open.use() != NoteKey.Use.LOG) {
      throw new IllegalStateException("a witness signs with a time, see cosign");
    }
    return new Note.Line(open.name(), open.id(), raw(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// This witness's signature over a text.
  ///
  /// @param seconds since 1970
  public Note.Line cosign(String text, long seconds) {
    if (open.use() != NoteKey.Use.WITNESS) {
      throw new IllegalStateException("a log signs without a time, see sign");
    }
    byte[] bare = raw(NoteKey.stamped(text, seconds));
    byte[] all = new byte[Long.BYTES + bare.length];
    ByteBuffer.wrap(all).putLong(seconds).put(bare);
    return new Note.Line(open.name(), open.id(), all);
  }

  private byte[] raw(byte[] message) {
    try {
      Signature engine = Signature.getInstance("Ed25519");
      engine.initSign(secret);
      engine.update(message);
      return engine.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "NoteSigner[" + open.name() + "]";
  }
}
