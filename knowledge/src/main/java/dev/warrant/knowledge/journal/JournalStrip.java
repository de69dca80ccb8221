package dev.warrant.knowledge.journal;

import static dev.warrant.knowledge.journal.Layout.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Copies a journal without its conclusions. The input chain of the copy is that of the original,
/// byte for byte, so it still verifies, and a replay of the copy must reach the same conclusions.
public final class JournalStrip {
  private JournalStrip() {}

  /// Copies the journal in `from` to the new or empty folder `to`.
  ///
  /// @throws JournalDamaged if the original is not what was written
  /// @throws UncheckedIOException if the copy cannot be written
  public static void strip(Path from, Path to) {
    try {
      Files.createDirectories(to);
      if (!SegmentFiles.list(to).isEmpty()) {
        throw new FileAlreadyExistsException(to + " holds a journal already");
      }
      copy(new Scanner(SegmentFiles.list(from), 0), to);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + from + " to " + to, e);
    }
  }

  private static void copy(Scanner scanner, Path to) throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    SegmentHeader current = null;
    int index = 0;
    while (scanner.advance()) {
      SegmentHeader header = scanner.header();
      if (header != null && (current == null || header.index() != current.index())) {
        if (current != null) {
          write(to, index, current, records);
        }
        // Segments without any record are left out, so the copy counts for itself.
        index = current == null ? header.index() : index + 1;
        current = header;
      }
      if (scanner.recordClass() != CLASS_DERIVED) {
        records.write(scanner.bytes(), scanner.at(), scanner.length());
      }
    }
    if (current != null) {
      write(to, index, current, records);
    }
  }

  private static void write(Path to, int index, SegmentHeader header, ByteArrayOutputStream records)
      throws IOException {
    byte[] head = header.asStripped(index, (long) HEADER_BYTES + records.size()).toBytes();
    ByteArrayOutputStream file = new ByteArrayOutputStream(head.length + records.size());
    file.writeBytes(head);
    records.writeTo(file);
    Files.write(to.resolve(SegmentFiles.name(index, header.firstSeq())), file.toByteArray());
    records.reset();
  }
}
