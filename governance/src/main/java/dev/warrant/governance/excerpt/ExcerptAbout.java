package dev.warrant.governance.excerpt;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.journal.JournalSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What an excerpt was made from, and what its files are.
///
/// @param waiting number of the switch whose durability mark had not come yet; 0 if none
record ExcerptAbout(JournalSummary journal, long waiting, SortedMap<Kind, List<Part>> files) {
  private static final String NAME = "about.bin";

  private static final String UNDER_WAY = "about.next";

  /// `WXSREC03` read as a little-endian `long`.
  private static final long MAGIC = 0x3330434552535857L;

  private static final int PART_BYTES = Long.BYTES + Integer.BYTES;

  /// A stretch of a file, in whole records, and its checksum. The parts of a file follow each other
  /// from its beginning; what comes after the last was left by somebody who died before it counted.
  record Part(long bytes, int crc) {
    /// How much of a file counts.
    static long bytes(List<Part> parts) {
      return parts.stream().mapToLong(Part::bytes).sum();
    }
  }

  /// Writes it; from then on it counts.
  void write(Path folder) throws IOException {
    ByteSink to = new ByteSink(1 << 10);
    to.fixed64(MAGIC);
    to.text(journal.run());
    to.fixed64(journal.firstSeq());
    to.fixed64(journal.lastSeq());
    to.fixed64(journal.lastNanos());
    to.digest(journal.inputHead());
    to.digest(journal.derivedHead());
    to.bool(journal.stripped());
    to.bool(journal.closed());
    to.fixed64(journal.tornBytes());
    to.fixed64(journal.bytes());
    to.fixed64(waiting);
    to.varint(files.size());
    for (Map.Entry<Kind, List<Part>> file : files.entrySet()) {
      to.u8(file.getKey().tag());
      to.varint(file.getValue().size());
      for (Part part : file.getValue()) {
        to.fixed64(part.bytes());
        to.fixed32(part.crc());
      }
    }
    to.fixed32(sum(to.array(), to.size()));
    Path next = Files.write(folder.resolve(UNDER_WAY), to.toBytes());
    Files.move(next, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Null if it is not there or not as it was written.
  static @Nullable ExcerptAbout read(Path folder) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(NAME));
      int end = bytes.length - Integer.BYTES;
      if (end < Long.BYTES
          || new ByteSource(bytes, end, bytes.length).fixed32() != sum(bytes, end)) {
        return null;
      }
      ByteSource from = new ByteSource(bytes, 0, end);
      return from.fixed64() == MAGIC ? read(from) : null;
    } catch (IOException | CodecException e) {
      return null;
    }
  }

  private static ExcerptAbout read(ByteSource from) {
    JournalSummary journal =
        new JournalSummary(
            from.text(),
            from.fixed64(),
            from.fixed64(),
            from.fixed64(),
            from.digest(),
            from.digest(),
            from.bool(),
            from.bool(),
            from.fixed64(),
            from.fixed64());
    long waiting = from.fixed64();
    TreeMap<Kind, List<Part>> files = new TreeMap<>();
    for (long n = from.varint(); n > 0; n--) {
      Kind kind = Kind.of(from.u8());
      List<Part> parts = new ArrayList<>();
      for (int more = from.count(PART_BYTES); more > 0; more--) {
        parts.add(new Part(from.fixed64(), from.fixed32()));
      }
      files.put(kind, List.copyOf(parts));
    }
    return new ExcerptAbout(journal, waiting, files);
  }

  private static int sum(byte[] bytes, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, to);
    return (int) crc.getValue();
  }
}
