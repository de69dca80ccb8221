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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What an excerpt was made from, and what its files are.
///
/// @param waiting number of the switch whose durability mark had not come yet; 0 if none
record ExcerptAbout(JournalSummary journal, long waiting, SortedMap<Kind, Sum> files) {
  private static final String NAME = "about.bin";

  private static final String UNDER_WAY = "about.next";

  /// `WXSREC02` read as a little-endian `long`.
  private static final long MAGIC = 0x3230434552535857L;

  /// How much of a file counts, from its beginning, and the checksum of that. What comes after it
  /// was left by somebody who died before it counted.
  record Sum(long bytes, int crc) {}

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
    for (Map.Entry<Kind, Sum> file : files.entrySet()) {
      to.u8(file.getKey().tag());
      to.fixed64(file.getValue().bytes());
      to.fixed32(file.getValue().crc());
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
    TreeMap<Kind, Sum> files = new TreeMap<>();
    for (long n = from.varint(); n > 0; n--) {
      files.put(Kind.of(from.u8()), new Sum(from.fixed64(), from.fixed32()));
    }
    return new ExcerptAbout(journal, waiting, files);
  }

  private static int sum(byte[] bytes, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, to);
    return (int) crc.getValue();
  }
}
