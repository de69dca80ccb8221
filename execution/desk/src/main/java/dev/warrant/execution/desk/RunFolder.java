package dev.warrant.execution.desk;

import dev.warrant.knowledge.journal.ForcedFolders;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where one run keeps everything: journal, trace, packs, H2 file, report.
public record RunFolder(Path path) {
  /// Makes the folder, open to its owner only.
  public static RunFolder make(Path path) {
    try {
      boolean there = Files.isDirectory(path);
      ForcedFolders.make(path);
      if (!there) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the run folder " + path, e);
    }
    return new RunFolder(path);
  }

  /// Name of the run.
  public String id() {
    return String.valueOf(path.getFileName());
  }

  public Path journal() {
    return path.resolve("journal");
  }

  public Path trace() {
    return path.resolve("trace");
  }

  /// What deliberations saw, kept so that questions need not replay: an index, deletable.
  public Path cuts() {
    return path.resolve("cuts");
  }

  /// The tamper-evident log: tiles and signed checkpoints, all of which can be made again from the
  /// journal by whoever has the key.
  public Path log() {
    return path.resolve("log");
  }

  /// A copy of the packs the run was started with, so that it can be replayed.
  public Path packs() {
    return path.resolve("packs");
  }

  public Path policy() {
    return packs().resolve("policy");
  }

  public Path strategy() {
    return packs().resolve("strategy");
  }

  /// Names the policy a switch put into force, by digest; while it is there, starts take that one
  /// from [#kept] instead of [#policy].
  public Path switched() {
    return packs().resolve("in-force");
  }

  /// The policy of the run: the one it was given, or the last it was switched to.
  public Path policyInForce() {
    try {
      return Files.exists(switched())
          ? kept(Digest.parse(Files.readString(switched()).strip()))
          : policy();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + switched(), e);
    }
  }

  /// The packs of one epoch as they were, in case the ones beside it are edited before the next.
  public Path kept(Digest digest) {
    return packs().resolve("kept").resolve(digest.brief());
  }

  /// Under whose signatures the run last started: beside the record and never in it, since demo
  /// signatures differ from start to start.
  public Path certificate() {
    return path.resolve("certificate.txt");
  }

  /// The restricted list that counted last.
  public Path restricted() {
    return path.resolve("restricted.txt");
  }

  public Path controlSocket() {
    return path.resolve("control.sock");
  }

  /// If this file exists, everything is killed.
  public Path killFile() {
    return path.resolve("KILL");
  }

  /// Leaves the mark that kills the next start too.
  void markKilled() {
    try {
      Files.createFile(killFile());
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave " + killFile(), e);
    }
  }

  /// Takes the mark away.
  void unmarkKilled() {
    try {
      Files.deleteIfExists(killFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take away " + killFile(), e);
    }
  }

  public Path summary() {
    return path.resolve("summary.json");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  /// Timings, which lie beside the record and never in it.
  public Path timings() {
    return path.resolve("timings.json");
  }
}
