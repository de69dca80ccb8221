package dev.warrant.governance.release;

import dev.warrant.governance.people.SignedLog;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Objects;

/// What statements name by digest, kept by digest: packs as folders under `packs/`, reports and
/// pages as files under `blobs/`. What is read is digested again, so an edited file is an error.
public final class Store {
  private static final long BLOB_MAX = 64L << 20;

  private final Path folder;

  /// The store of a release folder.
  public Store(Path folder) {
    this.folder = folder;
  }

  /// Keeps bytes.
  ///
  /// @return their SHA-256
  public Digest keep(byte[] bytes) throws IOException {
    Digest digest = Digest.sha256(bytes);
    Path file = file(digest);
    if (!Files.exists(file)) {
      Path home = Objects.requireNonNull(file.getParent());
      Files.createDirectories(home);
      Path next = home.resolve(".next-" + digest.hex());
      SignedLog.write(next, bytes);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      SignedLog.sync(home);
    }
    blob(digest);
    return digest;
  }

  /// Keeps a copy of a pack.
  ///
  /// @return the pack's digest
  public Digest keepPack(Path pack) throws IOException {
    Digest digest = PackFolder.read(pack).digest();
    Path target = packPath(digest);
    if (!Files.exists(target)) {
      Path next = target.resolveSibling("next-" + digest.hex());
      clear(next);
      copy(pack, next);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
      SignedLog.sync(Objects.requireNonNull(target.getParent()));
    }
    pack(digest);
    return digest;
  }

  /// The bytes of a digest.
  ///
  /// @throws ReleaseException if they are not there or not those
  public byte[] blob(Digest digest) throws IOException {
    Path file = file(digest);
    if (!Files.isRegularFile(file) || Files.size(file) > BLOB_MAX) {
      throw missing(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    Digest found = Digest.sha256(bytes);
    if (!found.equals(digest)) {
      throw edited(file, found);
    }
    return bytes;
  }

  /// The folder of a pack.
  ///
  /// @throws ReleaseException if it is not there, or a file in it is not what it was
  public Path pack(Digest digest) {
    Path found = packPath(digest);
    if (!Files.isDirectory(found)) {
      throw missing(found);
    }
    Digest now;
    try {
      now = PackFolder.read(found).digest();
    } catch (RuleException e) {
      throw new ReleaseException(
          "content-edited", found + ", where " + e.getMessage(), "a pack as it was proposed");
    }
    if (!now.equals(digest)) {
      throw edited(found, now);
    }
    return found;
  }

  /// Fails unless all that a proposal names is kept and unchanged.
  public void check(Proposal p) throws IOException {
    pack(p.terms().packs().policy());
    pack(p.terms().packs().strategy());
    if (!p.terms().packs().parent().equals(Digest.ZERO)) {
      pack(p.terms().packs().parent());
    }
    if (p.terms().canary().exists()) {
      pack(p.terms().canary().policy());
    }
    blob(p.terms().evidence().analysis());
    blob(p.terms().evidence().proof());
    blob(p.terms().evidence().impact());
    for (var approval : p.approvals()) {
      blob(approval.statement().digest("page"));
    }
  }

  private Path file(Digest digest) {
    return folder.resolve("blobs").resolve(digest.hex());
  }

  private Path packPath(Digest digest) {
    return folder.resolve("packs").resolve(digest.hex());
  }

  private static ReleaseException missing(Path path) {
    return new ReleaseException(
        "content-missing",
        "nothing at " + path,
        "what statements name by this digest",
        "it was not checked in with the log");
  }

  private static ReleaseException edited(Path path, Digest found) {
    return new ReleaseException(
        "content-edited",
        path + " with digest " + found.brief(),
        "content that was not changed since it was proposed",
        "restore it from version control; a change is a new proposal");
  }

  private static void clear(Path path) throws IOException {
    if (Files.exists(path)) {
      try (var all = Files.walk(path)) {
        for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(p);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
