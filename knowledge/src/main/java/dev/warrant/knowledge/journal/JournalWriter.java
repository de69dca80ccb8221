package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Appends to a journal. Records lie in mapped pages as soon as a call returns, so they survive the
/// death of the process; [#force] makes them survive the death of the machine. The caller offers
/// what `force` returns to the desk as [DeskEvent.Durable], and that input is the durability mark.
///
/// A record is chained when its input is settled, not when it is appended: an order need not wait
/// for SHA-256 before it leaves. Until then it stands unfinished in its pages, checksummed, and who
/// opens a journal whose writer died in between finishes it.
///
/// All methods belong to one thread, except [#force], which another calls. After a failed `force`
/// nothing is accepted any more: what the disk then holds cannot be known.
public final class JournalWriter implements Journal {
  /// Default size of a segment.
  public static final long SEGMENT_BYTES = 64L << 20;

  private static final long SEGMENT_BYTES_MIN = 4096;

  /// So many bytes at the end of a segment, but at most an eighth of it, take conclusions only.
  private static final long RESERVED_MAX = 256 << 10;

  /// As many times that room a desk is told while it still has, if no segment follows.
  private static final long SPARE = 3;

  private final Path folder;
  private final String run;
  private final long segmentBytes;
  private final FolderLock lock;
  private final Framer framer;
  private final Preparer preparer;
  private final long cutBytes;
  private final Object forcing = new Object();
  private final ConcurrentLinkedQueue<Segment> full = new ConcurrentLinkedQueue<>();

  private final AtomicLong settled = new AtomicLong();
  private volatile Segment segment;
  private volatile @Nullable JournalFault failed;
  private int index;
  private long bytes;
  private boolean closed;

  private JournalWriter(Disk disk, Path folder, String run, long segmentBytes, FolderLock lock)
      throws IOException {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.lock = lock;
    Recovery recovery = new Recovery(disk, folder);
    String known = recovery.tail().run();
    this.run = known.isEmpty() ? run : known;
    framer = new Framer(recovery.tail());
    settled.setRelease(framer.lastSeq());
    index = recovery.lastIndex() + 1;
    bytes = recovery.dataBytes() + Layout.HEADER_BYTES;
    cutBytes = recovery.cutBytes();
    segment = new Segment(disk, folder, segmentBytes);
    segment.begin(framer.header(index, Layout.FLAG_EPOCH, segmentBytes, this.run));
    segment.force();
    preparer = new Preparer(disk, folder, segmentBytes);
  }

  /// Opens the journal in `folder`, which is made if it is not there. An existing journal is
  /// verified, its torn tail cut, and continued; a [DeskEvent.Started] should follow.
  ///
  /// @param run name of a new run, 1 to 63 bytes; one that is continued keeps its name
  /// @throws JournalDamaged if it is not what was written
  /// @throws JournalFault if it cannot be written, or another writer has it
  public static JournalWriter open(Path folder, String run) {
    return open(folder, run, SEGMENT_BYTES);
  }

  /// The same with segments of `segmentBytes` bytes.
  public static JournalWriter open(Path folder, String run, long segmentBytes) {
    return open(Disk.REAL, folder, run, segmentBytes);
  }

  static JournalWriter open(Disk disk, Path folder, String run, long segmentBytes) {
    if (segmentBytes < SEGMENT_BYTES_MIN || segmentBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "a segment has " + SEGMENT_BYTES_MIN + " bytes to 1 GiB, found " + segmentBytes);
    }
    Kind.prepare();
    FolderLock lock = null;
    JournalWriter made = null;
    try {
      ForcedFolders.make(folder);
      lock = new FolderLock(folder);
      made = new JournalWriter(disk, folder, run, segmentBytes, lock);
      return made;
    } catch (IOException e) {
      throw new JournalFault(
          JournalFault.Kind.WRITE,
          "cannot write the journal in "
              + folder
              + ": "
              + e
              + "\nMaybe the disk is full or the folder belongs to somebody else.",
          e);
    } finally {
      if (made == null && lock != null) {
        release(lock);
      }
    }
  }

  @Override
  public long input(long nanos, Event event) {
    check();
    finish();
    int length = framer.input(nanos, event);
    reserve(length);
    append(length);
    settled.setRelease(framer.lastSeq() - 1);
    return framer.lastSeq();
  }

  @Override
  public void derived(Derived derived) {
    check();
    if (framer.full()) {
      finish();
    }
    append(framer.derived(derived));
  }

  @Override
  public void settle() {
    finish();
    settled.setRelease(framer.lastSeq());
  }

  /// Chains what was appended since the last time, in its place.
  private void finish() {
    int n = framer.finish();
    Segment to = segment;
    for (int i = 0; i < n; i++) {
      to.finish(framer.bytes(), framer.start(i), framer.start(i) - framer.start(0));
    }
    if (n > 0) {
      to.finished();
      framer.forget();
    }
  }

  /// Why no segment follows this one although this one is nearly full; empty as long as there is
  /// room. Who hears it should leave out what he can: what is left, two thirds of it for inputs, is
  /// there to record how he stops.
  ///
  /// @throws JournalFault if the disk did not confirm a new segment
  public String wanting() {
    check();
    if (segment.room() >= SPARE * reserved()) {
      return "";
    }
    try {
      return preparer.missing();
    } catch (JournalFault e) {
      throw remembered(e);
    }
  }

  private long reserved() {
    return Math.min(segmentBytes / 8, RESERVED_MAX);
  }

  /// No input is taken in whose conclusions might find no room: the next segment begins with it, so
  /// that a full disk refuses before anything was done, and the same writer can go on once there is
  /// space.
  private void reserve(int length) {
    long room = segment.room();
    boolean fresh = room == segmentBytes - Layout.HEADER_BYTES;
    if (!fresh && room - length < reserved()) {
      roll(length);
    }
  }

  /// A fault; if it is one for good, for every later call too.
  private JournalFault remembered(JournalFault fault) {
    if (fault.kind() == JournalFault.Kind.SYNC) {
      failed = fault;
    }
    return fault;
  }

  private Segment prepared() {
    try {
      return preparer.take();
    } catch (JournalFault e) {
      throw remembered(e);
    }
  }

  private void append(int length) {
    Segment to = segment;
    if (length > to.room()) {
      to = roll(length);
    }
    to.append(framer.bytes(), framer.at(), length);
    framer.commit();
    bytes += length;
    if (to.room() < segmentBytes - segmentBytes / 4) {
      preparer.start();
    }
  }

  private Segment roll(int length) {
    if (length > segmentBytes - Layout.HEADER_BYTES) {
      throw new JournalFault(
          JournalFault.Kind.TOO_LARGE,
          "a record of " + length + " bytes does not fit a segment of " + segmentBytes);
    }
    finish();
    Segment next = prepared();
    try {
      next.begin(framer.header(index + 1, 0, segmentBytes, run));
    } catch (IOException e) {
      next.release();
      throw new JournalFault(
          JournalFault.Kind.WRITE,
          "cannot begin a journal segment in "
              + folder
              + ": "
              + e
              + "\nMaybe the disk is full; free some space and writing goes on by itself.",
          e);
    }
    index++;
    bytes += Layout.HEADER_BYTES;
    // The full segment is handed over before the new one is seen, so that no force misses it.
    full.add(segment);
    segment = next;
    return next;
  }

  /// Returns when everything up to the returned sequence number, conclusions included, is on disk.
  /// Called by a thread of its own, at least every 10 ms.
  ///
  /// @throws JournalFault of kind `SYNC` if the disk does not confirm; then the writer has failed
  ///   for good
  public long force() {
    synchronized (forcing) {
      check();
      // Read first: whatever is appended after this line is forced too, but not promised.
      long through = settled.getAcquire();
      Segment current = segment;
      try {
        for (Segment s = full.peek(); s != null; s = full.peek()) {
          s.force();
          s.release();
          full.remove();
        }
        current.force();
      } catch (IOException e) {
        JournalFault fault =
            new JournalFault(
                JournalFault.Kind.SYNC,
                "the disk did not confirm the journal in "
                    + folder
                    + ": "
                    + e
                    + "\nMaybe the disk is failing; start a new run on another one.",
                e);
        failed = fault;
        throw fault;
      }
      return through;
    }
  }

  private void check() {
    JournalFault fault = failed;
    if (fault != null) {
      throw fault.again();
    }
  }

  @Override
  public long lastSeq() {
    return framer.lastSeq();
  }

  @Override
  public Digest inputHead() {
    finish();
    return framer.inputHead();
  }

  @Override
  public Digest derivedHead() {
    finish();
    return framer.derivedHead();
  }

  /// Bytes of headers and records, without padding.
  public long bytes() {
    return bytes;
  }

  /// Bytes of a torn tail that opening cut away.
  public long cutBytes() {
    return cutBytes;
  }

  /// Writes the clean-close trailer, forces everything and lets go of the folder. A writer that
  /// failed only lets go.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean clean = false;
    try {
      if (failed == null) {
        settle();
        // The trailer says that everything before it is on disk, so it is not written before that.
        force();
        append(framer.close());
        segment.finished();
        force();
        clean = true;
      }
    } finally {
      if (failed == null) {
        failed =
            new JournalFault(JournalFault.Kind.CLOSED, "the journal in " + folder + " is closed");
      }
      preparer.close();
      letGo(clean);
    }
  }

  private void letGo(boolean clean) {
    synchronized (forcing) {
      try {
        full.forEach(Segment::release);
        if (clean) {
          segment.cut();
        } else {
          segment.release();
        }
      } catch (IOException e) {
        throw new JournalFault(
            e instanceof SyncFailed ? JournalFault.Kind.SYNC : JournalFault.Kind.WRITE,
            "cannot finish the journal in " + folder + ": " + e,
            e);
      } finally {
        release(lock);
      }
    }
  }

  private static void release(FolderLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new JournalFault(JournalFault.Kind.WRITE, "cannot release the journal's lock", e);
    }
  }
}
