package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.smt.Scripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Answers of the solver kept in a folder, one small file per question, named by the question's
/// digest. Each carries a code of authentication (HMAC-SHA-256, RFC 2104) over solver, question and
/// answer, made with a key that lies in the folder for its owner only. A file that was edited,
/// renamed, copied from elsewhere or written for another solver is as good as none.
///
/// So an answer found here is as trustworthy as whoever may read the key: fit for saving an
/// author's time, never for putting a policy in force. For one thread.
public final class KeptAnswers {
  private static final String KEY = "key";
  private static final String KIND = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int SIZE_MAX = 4096;

  private final Path folder;
  private final Mac mac;

  private KeptAnswers(Path folder, Mac mac) {
    this.folder = folder;
    this.mac = mac;
  }

  /// The answers in `folder`, which is made if there is none.
  ///
  /// @throws UncheckedIOException if the folder cannot be used
  public static KeptAnswers in(Path folder) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(KEY);
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] fresh = KeyGenerator.getInstance(KIND).generateKey().getEncoded();
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, fresh);
      }
      byte[] key = Files.readAllBytes(file);
      if (key.length < KEY_BYTES) {
        throw new IOException(
            file
                + ": found a key of "
                + key.length
                + " bytes, expected at least 32\nMaybe delete the folder");
      }
      Mac mac = Mac.getInstance(KIND);
      mac.init(new SecretKeySpec(key, KIND));
      return new KeptAnswers(folder, mac);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The answer to a question, if it was kept here by this key and this solver.
  public Optional<String> find(Digest question) {
    Path file = folder.resolve(question.hex());
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > SIZE_MAX) {
        return Optional.empty();
      }
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
      if (lines.size() != 2) {
        return Optional.empty();
      }
      boolean mine =
          MessageDigest.isEqual(
              code(question, lines.getFirst()).getBytes(StandardCharsets.ISO_8859_1),
              lines.getLast().getBytes(StandardCharsets.ISO_8859_1));
      return mine ? Optional.of(lines.getFirst()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Keeps the answer to a question, one line of Latin text.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public void keep(Digest question, String answer) {
    try {
      Path part = Files.createTempFile(folder, "new", ".part");
      Files.writeString(
          part, answer + "\n" + code(question, answer) + "\n", StandardCharsets.ISO_8859_1);
      Files.move(part, folder.resolve(question.hex()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String code(Digest question, String answer) {
    String what = "warrant answer 1\n" + Scripts.solver() + "\n" + question.hex() + "\n" + answer;
    return HexFormat.of().formatHex(mac.doFinal(what.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
