package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;

/// What the journal asks of the disk; tests put failing ones in its place.
interface Disk {
  /// The disk of this machine.
  Disk REAL = new RealDisk();

  /// Makes a file of `bytes` zeros, each really written and forced, so that a full disk is an error
  /// here and never a fault of a mapped page later.
  void create(Path file, long bytes) throws IOException;

  /// Maps a whole file for reading and writing.
  Pages map(Path file, long bytes) throws IOException;

  /// Returns when a file, or the names in a folder, are on disk.
  void sync(Path fileOrFolder) throws IOException;

  /// Who makes segments ahead of time, while the sequencer goes on.
  ExecutorService helper();
}
