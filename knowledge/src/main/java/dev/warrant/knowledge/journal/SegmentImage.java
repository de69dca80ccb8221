package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The bytes of one segment as they were when it was read. Copied, not mapped, so that a writer in
/// another process may close and shorten the file meanwhile.
final class SegmentImage {
  private static final byte[] NONE = new byte[0];

  private Path file = Path.of("");
  private byte[] bytes = NONE;
  private int size;

  /// Reads a whole segment.
  ///
  /// @throws UncheckedIOException if it cannot be read
  void read(Path newFile) {
    file = newFile;
    try (FileChannel in = FileChannel.open(newFile, StandardOpenOption.READ)) {
      long length = in.size();
      if (length > Integer.MAX_VALUE - 8) {
        throw new IOException("expected a segment below 2 GiB, found " + length + " bytes");
      }
      if (bytes.length < length) {
        bytes = new byte[Math.max((int) length, HEADER_BYTES)];
      }
      ByteBuffer to = ByteBuffer.wrap(bytes, 0, (int) length);
      while (to.hasRemaining()) {
        if (in.read(to) < 0) {
          throw new EOFException("it became shorter while it was read");
        }
      }
      size = (int) length;
      Arrays.fill(bytes, size, Math.max(size, Math.min(bytes.length, HEADER_BYTES)), (byte) 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + newFile, e);
    }
  }

  Path file() {
    return file;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  @Nullable String headerProblem() {
    return SegmentHeader.problem(bytes, size);
  }

  SegmentHeader header() {
    return SegmentHeader.read(bytes);
  }

  /// Whether the file is shorter than its writer made it, which only a clean close does.
  boolean shortened() {
    return headerProblem() == null && size < header().segmentBytes();
  }

  /// Whether a whole record somewhere at or after `from` proves that conclusion `ordinal` of input
  /// `seq`, or what follows it, was on disk: a durability mark or a clean close.
  boolean proves(int from, long seq, int ordinal) {
    CRC32C crc = new CRC32C();
    for (int at = from; at <= size - RECORD_BYTES; at++) {
      if (Bytes.getShort(bytes, at + R_MAGIC) == RECORD_MAGIC
          && ChainState.frameProblem(crc, bytes, at, size) == null
          && Marks.covers(bytes, at, seq, ordinal)) {
        return true;
      }
    }
    return false;
  }
}
