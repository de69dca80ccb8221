package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Brings an existing journal into a state from which a new writer can go on: verifies all of it,
/// finishes unfinished records, cuts a torn tail, and forces what remains.
final class Recovery {
  private final Disk disk;
  private final Path folder;
  private final Scanner scanner;
  private int lastIndex;
  private long cutBytes;

  Recovery(Disk disk, Path folder) throws IOException {
    this.disk = disk;
    this.folder = folder;
    Files.deleteIfExists(folder.resolve(SegmentFiles.PREPARED));
    List<Path> files = SegmentFiles.list(folder);
    scanner = new Scanner(files, 0);
    scanner.toEnd();
    SegmentHeader header = scanner.header();
    if (header != null) {
      if (header.stripped()) {
        throw new JournalFault(
            JournalFault.Kind.WRITE,
            folder + " is a copy stripped of conclusions and cannot be continued");
      }
      lastIndex = header.index();
    }
    for (Scanner.Finished record : scanner.finished()) {
      finish(files.get(record.segment()), record);
    }
    Scanner.Tear tear = scanner.tear();
    if (tear != null) {
      cut(files, tear);
    }
    for (Path file : SegmentFiles.list(folder)) {
      disk.sync(file);
    }
    disk.sync(folder);
  }

  private static void finish(Path file, Scanner.Finished record) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] head = new byte[R_LENGTH];
      Bytes.putInt(head, R_CRC, record.checksum());
      record.chain().write(head, R_CHAIN);
      ByteBuffer bytes = ByteBuffer.wrap(head);
      for (long to = record.offset(); bytes.hasRemaining(); ) {
        to += channel.write(bytes, to);
      }
    }
  }

  /// Overwrites the torn tail with zeros; later segments go from the last to the first, so that a
  /// crash on the way leaves a journal that is torn in the same place.
  private void cut(List<Path> files, Scanner.Tear tear) throws IOException {
    for (int i = files.size() - 1; i > tear.segment(); i--) {
      cutBytes += Files.size(files.get(i));
      Files.delete(files.get(i));
      disk.sync(folder);
    }
    try (FileChannel channel =
        FileChannel.open(files.get(tear.segment()), StandardOpenOption.WRITE)) {
      long size = channel.size();
      cutBytes += size - tear.offset();
      ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 16);
      for (long at = size; at > tear.offset(); ) {
        long from = Math.max(tear.offset(), at - zeros.capacity());
        zeros.clear().limit((int) (at - from));
        for (long to = from; zeros.hasRemaining(); ) {
          to += channel.write(zeros, to);
        }
        at = from;
      }
      channel.force(true);
    }
  }

  ChainState tail() {
    return scanner.state();
  }

  /// Number of the last segment; 0 if there is none.
  int lastIndex() {
    return lastIndex;
  }

  long dataBytes() {
    return scanner.dataBytes();
  }

  long cutBytes() {
    return cutBytes;
  }
}
