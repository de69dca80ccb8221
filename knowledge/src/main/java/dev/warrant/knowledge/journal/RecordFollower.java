package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks over the records of a journal while its writer goes on, on another thread and without
/// asking it anything. What it is told to be settled is on disk and will not change, so it is
/// handed on as it is; whether it is what was written is for [JournalReader] to say. Not safe for
/// use by two threads.
public final class RecordFollower implements AutoCloseable {
  private static final int CHUNK = 1 << 18;

  private final Path folder;
  private byte[] bytes = new byte[CHUNK];
  private ByteBuffer view = ByteBuffer.wrap(bytes);
  private @Nullable FileChannel channel;
  private int index;
  private long fileAt;
  private int at;
  private int end;
  private int length;
  private long bufferedThrough;
  private long seq;
  private long firstSeq;
  private boolean ended;

  private RecordFollower(Path folder) {
    this.folder = folder;
  }

  /// Follows the journal in `folder` from its first segment.
  ///
  /// @throws JournalFault if there is none, or it cannot be read
  public static RecordFollower open(Path folder) {
    RecordFollower made = new RecordFollower(folder);
    made.restart();
    return made;
  }

  /// Goes back to before the first record.
  public void restart() {
    length = 0;
    if (!openNext(0)) {
      throw fault(folder, "expected journal segments, found none", null);
    }
    firstSeq = seq + 1;
  }

  /// Sequence number that the first input in the oldest segment has; above 1 if older ones are
  /// gone.
  public long firstSeq() {
    return firstSeq;
  }

  /// Moves to the next record, if it belongs to an input up to `through`.
  ///
  /// @param through all records of inputs up to this one are settled and on disk
  /// @param closed whether the journal was closed, so that a trailer belongs to it too
  /// @return whether there is one
  /// @throws JournalFault if records up to `through` are not there
  public boolean next(long through, boolean closed) {
    if (ended) {
      ended = false;
      bufferedThrough = -1;
    }
    at += length;
    length = 0;
    while (true) {
      if (bufferedThrough < through && seq >= bufferedThrough || !whole()) {
        fill(through);
      }
      int recordClass = end - at < RECORD_BYTES ? 0 : bytes[at + R_CLASS];
      boolean zeros = recordClass == 0;
      if (zeros && openNext(index)) {
        continue;
      }
      boolean beyond = seq >= through && (recordClass == CLASS_INPUT || zeros);
      if (beyond || recordClass == CLASS_CLOSE && seq >= through && !closed) {
        ended = true;
        return false;
      }
      take(through, recordClass);
      return true;
    }
  }

  private void take(long through, int recordClass) {
    int found = end - at < RECORD_BYTES ? 0 : Bytes.getInt(bytes, at + R_LENGTH);
    boolean sound =
        found >= RECORD_BYTES
            && found <= end - at
            && Bytes.getShort(bytes, at + R_MAGIC) == RECORD_MAGIC
            && Bytes.getLong(bytes, at + R_SEQ) == (recordClass == CLASS_INPUT ? seq + 1 : seq);
    if (!sound) {
      throw fault(
          folder,
          "segment "
              + index
              + " at byte "
              + (fileAt + at)
              + ": expected a record after input "
              + seq
              + ", of "
              + through
              + " that are settled",
          null);
    }
    length = found;
    if (recordClass == CLASS_INPUT) {
      seq++;
    }
  }

  /// Whether the record at hand is in the buffer whole.
  private boolean whole() {
    if (end - at < RECORD_BYTES) {
      return false;
    }
    int found = Bytes.getInt(bytes, at + R_LENGTH);
    return found <= end - at;
  }

  /// Reads from the record at hand on.
  private void fill(long through) {
    fileAt += at;
    at = 0;
    read();
    if (end >= RECORD_BYTES) {
      int found = Bytes.getInt(bytes, R_LENGTH);
      if (found > bytes.length && found <= 1 << 30) {
        bytes = new byte[found + CHUNK];
        view = ByteBuffer.wrap(bytes);
        read();
      }
    }
    bufferedThrough = through;
  }

  private void read() {
    FileChannel from = channel;
    if (from == null) {
      throw new IllegalStateException("closed");
    }
    try {
      view.clear();
      int n = 0;
      while (view.hasRemaining() && n >= 0) {
        n = from.read(view, fileAt + view.position());
      }
      end = view.position();
    } catch (IOException e) {
      throw fault(folder, "cannot read segment " + index, e);
    }
  }

  /// Goes over to the segment after `from`, if it is there and begins where this one ends: its
  /// writer may have put records here and gone on since these bytes were read.
  private boolean openNext(int from) {
    List<Path> files = SegmentFiles.list(folder);
    for (Path file : files) {
      if (SegmentFiles.index(file) > from) {
        boolean follows = from == 0 || SegmentFiles.firstSeq(file) == seq + 1;
        if (follows) {
          begin(file);
        }
        return follows;
      }
    }
    return false;
  }

  private void begin(Path file) {
    try {
      close();
      channel = FileChannel.open(file, StandardOpenOption.READ);
      index = SegmentFiles.index(file);
      seq = SegmentFiles.firstSeq(file) - 1;
      fileAt = HEADER_BYTES;
      at = 0;
      end = 0;
      if (Files.size(file) < HEADER_BYTES) {
        throw new IOException(file + " is shorter than its header");
      }
    } catch (IOException e) {
      throw fault(folder, "cannot read " + file, e);
    }
  }

  /// The record, checksum and chain left out: what a leaf of the run's log is made of begins at
  /// [#leafAt] of this array.
  public byte[] bytes() {
    return bytes;
  }

  /// Where the leaf begins in [#bytes].
  public int leafAt() {
    return at + R_LENGTH;
  }

  /// How long it is.
  public int leafLength() {
    return length - R_LENGTH;
  }

  /// Kind of the record; 0 for a clean close.
  public int kind() {
    return bytes[at + R_KIND] & 0xff;
  }

  /// Whether it is an input.
  public boolean input() {
    return bytes[at + R_CLASS] == CLASS_INPUT;
  }

  /// Sequence number of the last input passed.
  public long seq() {
    return seq;
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw fault(folder, "cannot close segment " + index, e);
      }
    }
  }

  private static JournalFault fault(Path folder, String what, @Nullable IOException cause) {
    String text = folder + ": " + what + (cause == null ? "" : ": " + cause);
    return cause == null
        ? new JournalFault(JournalFault.Kind.READ, text)
        : new JournalFault(JournalFault.Kind.READ, text, cause);
  }
}
