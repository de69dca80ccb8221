package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// A mapped segment that is written by one thread and forced by another.
final class Segment {
  private static final long PAGE = 4096;
  private static final long AHEAD = 16 * PAGE;

  private final Disk disk;
  private final long bytes;
  private final Pages pages;
  private final Path folder;
  private Path file;

  /// Up to where records are finished; read by the forcing thread.
  private final AtomicLong written = new AtomicLong();

  private long at;

  /// The same as `written`, for the writing thread.
  private long done;

  /// Up to where pages were touched.
  private long touched;

  private long forced;
  private boolean named;

  /// Makes a segment of zeros under a temporary name.
  Segment(Disk disk, Path folder, long bytes) throws IOException {
    this.disk = disk;
    this.bytes = bytes;
    this.folder = folder;
    file = folder.resolve(SegmentFiles.PREPARED);
    disk.create(file, bytes);
    pages = disk.map(file, bytes);
  }

  /// Writes the header and takes the final name.
  void begin(SegmentHeader header) throws IOException {
    byte[] head = header.toBytes();
    pages.put(0, head, 0, head.length);
    if (header.epoch()) {
      // A start is a promise about everything before it, so it never shows without its header.
      pages.force(0, head.length);
    }
    Path to = folder.resolve(SegmentFiles.name(header.index(), header.firstSeq()));
    Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    file = to;
    at = head.length;
    finished();
  }

  long room() {
    return bytes - at;
  }

  /// Appends an unfinished record; the caller has looked for [#room].
  void append(byte[] from, int offset, int length) {
    pages.put(at, from, offset, length);
    at += length;
  }

  /// Overwrites chain and checksum of the unfinished record that begins `after` bytes after the
  /// first one. The checksum goes last, so that at every instant one of the two proves the rest.
  void finish(byte[] from, int offset, int after) {
    long to = done + after;
    pages.put(to + Layout.R_CHAIN, from, offset + Layout.R_CHAIN, Layout.DIGEST_BYTES);
    VarHandle.releaseFence();
    pages.putInt(to + Layout.R_CRC, Bytes.getInt(from, offset + Layout.R_CRC));
  }

  /// Everything appended is finished and may be forced.
  void finished() {
    done = at;
    written.setRelease(at);
    reach();
  }

  /// Touches the pages that come next. The first write to a page of a mapped file makes the
  /// operating system step in, and no record should wait for that. What is written lies beyond
  /// every record, where zeros are already.
  private void reach() {
    touched = Math.max(touched, (at + PAGE - 1) & -PAGE);
    while (touched < at + AHEAD && touched < bytes) {
      pages.touch(touched);
      touched += PAGE;
    }
  }

  /// Returns when everything finished before the call is on disk, the file's name included. Called
  /// by one thread at a time.
  void force() throws IOException {
    long to = written.getAcquire();
    if (to > forced) {
      pages.force(forced, to);
      forced = to;
    }
    if (!named) {
      disk.sync(folder);
      named = true;
    }
  }

  /// Lets go of the file and cuts it to what was written.
  void cut() throws IOException {
    release();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(at);
    }
    disk.sync(file);
  }

  /// Lets go of the file.
  void release() {
    pages.close();
  }
}
