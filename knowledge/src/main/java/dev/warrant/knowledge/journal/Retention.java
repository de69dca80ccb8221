package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How much of a journal is kept. Whole segments are deleted, oldest first, and only such as lie
/// wholly behind the last ledger snapshot, so that recovery never misses one.
///
/// @param maxBytes size of all segments that may stay; [Long#MAX_VALUE] for no such bound
/// @param maxAge how far behind the newest record a segment may end; `Duration.ofNanos(MAX)` for no
///   such bound
public record Retention(long maxBytes, Duration maxAge) {
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /// Keeps at most this many bytes.
  public static Retention bytes(long maxBytes) {
    return new Retention(maxBytes, FOREVER);
  }

  /// Keeps at most this many days.
  public static Retention days(int days) {
    return new Retention(Long.MAX_VALUE, Duration.ofDays(days));
  }

  /// Deletes what need not stay.
  ///
  /// @param snapshotSeq sequence number of the input at which the last snapshot was taken
  /// @param nowNanos desk time now
  /// @return the deleted segments, oldest first
  /// @throws JournalDamaged if a segment's header is not what was written
  public List<Path> sweep(Path folder, long snapshotSeq, long nowNanos) {
    List<Path> files = SegmentFiles.list(folder);
    List<Path> deleted = new ArrayList<>();
    try {
      long total = 0;
      for (Path file : files) {
        total += Files.size(file);
      }
      for (int i = 0; i + 1 < files.size(); i++) {
        SegmentHeader next = header(files.get(i + 1));
        boolean wanted = total <= maxBytes && nowNanos - next.lastNanos() <= maxAge.toNanos();
        if (wanted || next.firstSeq() > snapshotSeq) {
          break;
        }
        total -= Files.size(files.get(i));
        Files.delete(files.get(i));
        deleted.add(files.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete old segments in " + folder, e);
    }
    return deleted;
  }

  /// Deletes a journal as a whole, so that no desk can start on it again.
  ///
  /// @return how many bytes that freed
  /// @throws JournalFault of kind `LOCKED` if a desk is writing it; then nothing is deleted
  public static long whole(Path folder) {
    try {
      FolderLock lock = new FolderLock(folder);
      try {
        long freed = 0;
        for (Path file : SegmentFiles.list(folder)) {
          freed += Files.size(file);
          Files.delete(file);
        }
        return freed;
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the journal in " + folder, e);
    }
  }

  private static SegmentHeader header(Path file) throws IOException {
    byte[] head = new byte[Layout.HEADER_BYTES];
    int n;
    try (var in = Files.newInputStream(file)) {
      n = in.readNBytes(head, 0, head.length);
    }
    String problem = SegmentHeader.problem(head, n);
    if (problem != null) {
      throw new JournalDamaged(file, 0, 0, problem, "the disk failed; verify this journal.");
    }
    return SegmentHeader.read(head);
  }
}
