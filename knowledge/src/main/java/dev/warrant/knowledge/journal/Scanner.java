package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks over a journal record by record and verifies all of it: headers, checksums, both chains,
/// contiguity, linkage of segments and zero padding.
///
/// Records that their writer had no time to finish are finished in view, not in the file.
///
/// Where it meets something wrong it decides by the rule of the torn tail: bytes of a run without
/// clean close that no durability mark covers may be cut, and reading ends there; anything else is
/// [JournalDamaged].
final class Scanner {
  private final List<Path> files;
  private final SegmentImage image = new SegmentImage();
  private final ChainState state = new ChainState();
  private int next;
  private int at;
  private int length;
  private boolean inSegment;
  private boolean ended;
  private long dataBytes;
  private long bytesRead;
  private final Unfinished unfinished = new Unfinished();
  private final List<Finished> finished = new ArrayList<>();
  private @Nullable SegmentHeader header;
  private @Nullable Tear tear;

  /// Where reading ended before the end of the files.
  ///
  /// @param segment index into the list of files
  record Tear(int segment, int offset, String problem) {}

  /// A record that was found unfinished, and what its checksum and chain have to be.
  ///
  /// @param segment index into the list of files
  record Finished(int segment, int offset, int checksum, Digest chain) {}

  /// A scanner over the segments from the `from`-th on; each header is trusted for what lies before
  /// the first of them.
  Scanner(List<Path> files, int from) {
    this.files = files;
    next = from;
  }

  /// Moves to the next record.
  ///
  /// @return whether there is one
  /// @throws JournalDamaged if something else is there
  boolean advance() {
    while (!ended) {
      if (!inSegment) {
        open();
        continue;
      }
      at += length;
      length = 0;
      int end = dataEnd();
      if (end < 0) {
        if (tryRecord()) {
          return true;
        }
      } else if (end < image.size()) {
        judge(end, "expected zeros after the last record, found byte " + image.bytes()[end]);
      } else {
        inSegment = false;
      }
    }
    return false;
  }

  /// Moves past the last record.
  void toEnd() {
    boolean more = advance();
    while (more) {
      more = advance();
    }
  }

  private boolean tryRecord() {
    String problem = state.admit(image.bytes(), at, image.size());
    if (problem != null && !state.framed() && finish()) {
      problem = state.admit(image.bytes(), at, image.size());
    }
    if (problem == null) {
      length = Bytes.getInt(image.bytes(), at + R_LENGTH);
      dataBytes += length;
      return true;
    }
    if (state.framed()) {
      throw damaged(at, problem);
    }
    judge(at, problem);
    return false;
  }

  /// Finishes the record in view if its writer died before it could. What a mark covers was
  /// finished, so there it is damage.
  private boolean finish() {
    byte[] b = image.bytes();
    boolean fixed = state.closed() || state.stripped() || image.shortened();
    boolean proved = image.proves(at, state.lastSeq(), state.ordinal()) || provedFrom(next, 0);
    if (fixed || proved || !state.finish(unfinished, b, at, image.size())) {
      return false;
    }
    finished.add(
        new Finished(next - 1, at, Bytes.getInt(b, at + R_CRC), Digest.read(b, at + R_CHAIN)));
    return true;
  }

  /// -1 if a record should be here; else the first byte that is not zero, or the segment's size.
  private int dataEnd() {
    int headerEnd = Math.min(at + RECORD_BYTES, image.size());
    boolean record = image.size() - at >= RECORD_BYTES;
    if (record && Bytes.firstNonZero(image.bytes(), at, headerEnd) >= 0) {
      return -1;
    }
    int nonZero = Bytes.firstNonZero(image.bytes(), at, image.size());
    return nonZero < 0 ? image.size() : nonZero;
  }

  private void open() {
    SegmentHeader before = header;
    if (before != null && image.shortened() && !state.closed()) {
      throw damaged(
          image.size(),
          "expected "
              + before.segmentBytes()
              + " bytes or a clean-close trailer, found the end of the file");
    }
    if (next == files.size()) {
      ended = true;
      return;
    }
    int dataEnd = at;
    image.read(files.get(next));
    bytesRead += image.size();
    at = 0;
    String problem = image.headerProblem();
    if (problem == null) {
      SegmentHeader found = image.header();
      problem = before == null ? null : state.link(found);
      if (problem == null) {
        begin(found);
        return;
      }
      if (found.epoch() || !state.missesOnlyRecords(found)) {
        throw damaged(0, problem);
      }
    }
    judgeLink(before, dataEnd, problem);
  }

  private void begin(SegmentHeader found) {
    state.start(found);
    header = found;
    next++;
    at = HEADER_BYTES;
    dataBytes += HEADER_BYTES;
    inSegment = true;
  }

  /// A segment does not follow from the one before it: either that one lost its tail, or this one
  /// its header. Both are cut where the data of the one before ends. No crash changes the size of a
  /// segment.
  private void judgeLink(@Nullable SegmentHeader before, int dataEnd, String problem) {
    if (before == null
        || state.closed()
        || image.size() != before.segmentBytes()
        || provedFrom(next, 0)) {
      throw damaged(0, problem);
    }
    tear = new Tear(next - 1, dataEnd, problem);
    ended = true;
  }

  private void judge(int offset, String problem) {
    boolean fixed = state.closed() || state.stripped() || image.shortened();
    if (fixed || image.proves(at, state.lastSeq(), state.ordinal())) {
      throw damaged(offset, problem);
    }
    Path file = image.file();
    if (provedFrom(next, 0)) {
      throw damaged(file, offset, problem);
    }
    tear = new Tear(next - 1, at, problem);
    ended = true;
  }

  /// Whether a segment from the `from`-th on proves that more than what was read was on disk.
  private boolean provedFrom(int from, int offset) {
    SegmentImage later = new SegmentImage();
    for (int i = from; i < files.size(); i++) {
      later.read(files.get(i));
      boolean starts = later.headerProblem() == null && later.header().epoch();
      if (starts || later.shortened() || later.proves(offset, state.lastSeq(), state.ordinal())) {
        return true;
      }
    }
    return false;
  }

  private JournalDamaged damaged(int offset, String problem) {
    return damaged(image.file(), offset, problem);
  }

  private JournalDamaged damaged(Path file, int offset, String problem) {
    return new JournalDamaged(
        file,
        offset,
        state.lastSeq(),
        problem,
        "the disk failed or somebody changed the file; restore this folder from a copy, or start in"
            + " a new one.");
  }

  byte[] bytes() {
    return image.bytes();
  }

  /// Offset of the record in view.
  int at() {
    return at;
  }

  /// Length of the record in view, header included.
  int length() {
    return length;
  }

  /// Offset of the record's payload.
  int payload() {
    return at + RECORD_BYTES;
  }

  int end() {
    return at + length;
  }

  int recordClass() {
    return image.bytes()[at + R_CLASS];
  }

  int kind() {
    return image.bytes()[at + R_KIND] & 0xff;
  }

  /// Ordinal of the conclusion in view.
  int recordOrdinal() {
    return Bytes.getInt(image.bytes(), at + R_ORDINAL);
  }

  Path file() {
    return image.file();
  }

  /// The header of the segment in view; null before the first.
  @Nullable SegmentHeader header() {
    return header;
  }

  ChainState state() {
    return state;
  }

  Digest root() {
    return state.root();
  }

  /// Bytes of headers and records read so far.
  long dataBytes() {
    return dataBytes;
  }

  /// Bytes of the files read so far.
  long bytesRead() {
    return bytesRead;
  }

  /// Records met that are unfinished in their files, in order.
  List<Finished> finished() {
    return finished;
  }

  /// Where the tail is torn; null if it is not, or not yet known.
  @Nullable Tear tear() {
    return tear;
  }
}
