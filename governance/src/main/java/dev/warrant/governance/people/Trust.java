package dev.warrant.governance.people;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What this machine takes for given about a release folder: the digest of its first record, which
/// somebody gave on purpose, and the last record it has seen, so that a log that was cut short or
/// went another way is noticed. It lies beside the release folder, not in it (`releases.trust`
/// beside `releases`), and does not belong under version control.
///
/// @param anchor digest of record 1
/// @param seen number of the last record seen
/// @param head its digest
public record Trust(Digest anchor, int seen, Digest head) {
  /// Trust in an anchor, nothing seen yet.
  public static Trust in(Digest anchor) {
    return new Trust(anchor, 1, anchor);
  }

  /// Where the trust in a release folder is kept.
  public static Path file(Path releases) {
    Path whole = releases.toAbsolutePath().normalize();
    return Objects.requireNonNull(whole.getParent(), "the root folder holds no releases")
        .resolve(whole.getFileName() + ".trust");
  }

  /// The trust kept beside a release folder; null if none was ever given.
  public static @Nullable Trust load(Path releases) throws IOException {
    Path file = file(releases);
    if (!Files.exists(file)) {
      return null;
    }
    List<String> lines = Files.readAllLines(file);
    try {
      if (lines.size() == 2
          && lines.get(0).startsWith("anchor: ")
          && lines.get(1).matches("seen: [1-9][0-9]{0,8} [0-9a-f]{64}")) {
        String[] seen = lines.get(1).split(" ", 3);
        return new Trust(
            Digest.parse(lines.get(0).substring("anchor: ".length())),
            Integer.parseInt(seen[1]),
            Digest.parse(seen[2]));
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new ReleaseException(
        "trust-form",
        file + " in another form",
        "lines \"anchor: …\" and \"seen: NUMBER DIGEST\"",
        "give the anchor again: warrant people trust --anchor DIGEST");
  }

  /// Keeps it beside a release folder.
  public void save(Path releases) throws IOException {
    Path file = file(releases);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    String text = "anchor: " + anchor.hex() + "\nseen: " + seen + " " + head.hex() + "\n";
    SignedLog.write(next, text.getBytes(StandardCharsets.UTF_8));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Fails unless the log begins at the anchor and still holds what was seen.
  public void check(List<Signed> records) {
    if (records.isEmpty() || !records.getFirst().digest().equals(anchor)) {
      throw new ReleaseException(
          "trust-anchor",
          records.isEmpty() ? "an empty log" : "a log that begins with " + hex(records, 1),
          "one that begins with " + anchor.hex(),
          "these are the releases of another house, or the anchor was mistyped");
    }
    if (records.size() < seen || !hex(records, seen).equals(head.hex())) {
      throw new ReleaseException(
          "log-rollback",
          records.size() < seen
              ? "a log that ends with record " + records.size()
              : "another record " + seen,
          "record " + seen + " " + head.brief() + ", which was seen on this machine",
          "an old or another copy of the release folder was put in place; fetch the latest one");
    }
  }

  /// The same trust, with all of `records` seen.
  public Trust having(List<Signed> records) {
    return new Trust(anchor, records.size(), SignedLog.head(records));
  }

  private static String hex(List<Signed> records, int number) {
    return records.get(number - 1).digest().hex();
  }
}
