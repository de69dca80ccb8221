package dev.warrant.knowledge.journal;

import java.nio.file.Path;

/// A journal on a disk that can be told to fail, for tests of those who write to it.
public final class FaultyJournal {
  private final FaultyDisk disk = new FaultyDisk();

  /// Opens a journal on this disk.
  public JournalWriter open(Path folder, String run, long segmentBytes) {
    return JournalWriter.open(disk, folder, run, segmentBytes);
  }

  /// Whether no further segment can be made.
  public void full(boolean is) {
    disk.full = is;
  }

  /// Whether nothing is confirmed any more.
  public void failing(boolean is) {
    disk.failing = is;
  }
}
