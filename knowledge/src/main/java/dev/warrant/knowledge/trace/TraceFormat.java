package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.codec.NumberedFiles;
import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The byte form of nodes and the names of their files; `docs/journal-format.md` says the same in
/// words.
final class TraceFormat {
  /// `WTRACE01` read as a little-endian `long`.
  static final long MAGIC = 0x3130454341525457L;

  /// Magic, epoch, file number, index of the first node, checksum.
  static final int HEADER_BYTES = 28;

  /// Length and checksum before each node.
  static final int FRAME_BYTES = 8;

  private static final TraceNode.Kind[] KINDS = TraceNode.Kind.values();
  private static final Pattern NAME = Pattern.compile("nodes-[0-9]{5}-[0-9]{5}\\.bin");

  private TraceFormat() {}

  static String name(int epoch, int file) {
    return String.format(Locale.ROOT, "nodes-%05d-%05d.bin", epoch, file);
  }

  static int epoch(Path file) {
    return Integer.parseInt(file.getFileName().toString().substring(6, 11));
  }

  /// All files in order; none if there is no folder.
  static List<Path> list(Path folder) {
    return NumberedFiles.list(folder, NAME);
  }

  static void write(ByteSink to, TraceNode node) {
    to.digest(node.id());
    to.u8(node.kind().ordinal());
    to.text(node.rule());
    to.text(node.content());
    to.varint(node.children().size());
    for (Digest child : node.children()) {
      to.digest(child);
    }
  }

  /// @throws CodecException if there is none of this number
  static TraceNode.Kind kind(int number) {
    if (number >= KINDS.length) {
      throw new CodecException("no node kind " + number);
    }
    return KINDS[number];
  }

  /// Reads a node and computes its id again.
  ///
  /// @throws CodecException if the bytes are no node, or the id is not that of its content
  static TraceNode read(ByteSource from) {
    Digest id = from.digest();
    TraceNode.Kind kind = kind(from.u8());
    String rule = from.text();
    String content = from.text();
    int n = from.count(Digest.BYTES);
    List<Digest> children = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      children.add(from.digest());
    }
    from.finish();
    TraceNode node = TraceNode.of(kind, rule, content, children);
    if (!node.id().equals(id)) {
      throw new CodecException(
          "expected id " + node.id().brief() + " of its content, found " + id.brief());
    }
    return node;
  }
}
