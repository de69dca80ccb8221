package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where things lie in a journal, told by the headers of its segments alone, so that one record or
/// one moment is found without reading the rest. Segments are counted from 0.
///
/// What is read from here on is verified from the header of its segment; that the header follows
/// from what comes before is what reading the whole tells ([JournalReader#read]).
public final class JournalMap {
  private final List<Path> files;
  private final List<SegmentHeader> headers;

  private JournalMap(List<Path> files, List<SegmentHeader> headers) {
    this.files = files;
    this.headers = headers;
  }

  /// Reads the headers of the journal in `folder`; a tail without sound header is left out.
  ///
  /// @throws JournalDamaged if there is no journal, or it has no sound header at its beginning
  public static JournalMap of(Path folder) {
    List<Path> files = JournalReader.files(folder);
    List<SegmentHeader> headers = new ArrayList<>(files.size());
    byte[] head = new byte[Layout.HEADER_BYTES];
    for (Path file : files) {
      String problem = SegmentHeader.problem(head, read(file, head));
      if (problem != null && headers.isEmpty()) {
        throw new JournalDamaged(
            file, 0, 0, problem, "the disk failed; restore this folder from a copy.");
      }
      if (problem != null) {
        break;
      }
      headers.add(SegmentHeader.read(head));
    }
    return new JournalMap(files, headers);
  }

  private static int read(Path file, byte[] head) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer to = ByteBuffer.wrap(head);
      int n = 0;
      while (to.hasRemaining() && n >= 0) {
        n = in.read(to);
      }
      return to.position();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// How many there are.
  public int segments() {
    return headers.size();
  }

  /// Number of the first input in a segment.
  public long firstSeq(int segment) {
    return headers.get(segment).firstSeq();
  }

  /// The segment of input `seq`; the first if it is before all.
  public int ofSeq(long seq) {
    int found = 0;
    for (int i = 1; i < headers.size() && headers.get(i).firstSeq() <= seq; i++) {
      found = i;
    }
    return found;
  }

  /// The segment of the first input later than `nanos`; the last if there is none. Within one life
  /// of a desk time never goes back.
  public int ofTime(long nanos) {
    for (int i = 1; i < headers.size(); i++) {
      if (headers.get(i).lastNanos() > nanos) {
        return i - 1;
      }
    }
    return headers.size() - 1;
  }

  /// The segment that the writer of `segment` began with. Its first input is the start of an epoch.
  public int ofWriter(int segment) {
    int i = segment;
    while (i > 0 && !headers.get(i).epoch()) {
      i--;
    }
    return i;
  }

  /// Whether conclusions were left out of this copy.
  public boolean stripped() {
    return headers.getFirst().stripped();
  }

  /// Bytes of headers that were read.
  public long bytesRead() {
    return (long) headers.size() * Layout.HEADER_BYTES;
  }

  /// The times of the inputs of a segment, from its first on; everything in it is verified.
  ///
  /// @throws JournalDamaged at the first place that is not what was written
  public long[] nanos(int segment) {
    long end = segment + 1 < headers.size() ? firstSeq(segment + 1) : Long.MAX_VALUE;
    Scanner scanner = new Scanner(files, segment);
    long[] out = new long[1 << 10];
    int n = 0;
    while (scanner.advance() && scanner.state().lastSeq() < end) {
      if (scanner.state().lastSeq() - firstSeq(segment) == n) {
        out = n == out.length ? Arrays.copyOf(out, 2 * n) : out;
        out[n++] = scanner.state().lastNanos();
      }
    }
    return Arrays.copyOf(out, n);
  }

  /// A reader from the beginning of a segment on.
  public JournalReader from(int segment) {
    return new JournalReader(files, segment);
  }
}
