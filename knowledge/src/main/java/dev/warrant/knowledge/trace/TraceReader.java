package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads a run's trace and computes every id and root again. The unfinished end of an epoch whose
/// process died is where that epoch ends. Not safe for use by two threads.
public final class TraceReader {
  private final List<Path> files;
  private final CRC32C crc = new CRC32C();
  private final Map<Digest, Place> places = new TreeMap<>();
  private boolean indexed;

  private record Place(int file, long offset, int length) {}

  private interface Visitor {
    void visit(TraceNode node, int file, int offset, int length);
  }

  private TraceReader(List<Path> files) {
    this.files = files;
  }

  /// A reader over the trace in `folder`; a folder that is not there is an empty trace.
  public static TraceReader open(Path folder) {
    return new TraceReader(TraceFormat.list(folder));
  }

  /// Calls `each` with all nodes of all epochs, in order.
  ///
  /// @throws TraceFault if a file is not what was written
  public void forEach(Consumer<TraceNode> each) {
    walk(0, files.size(), (node, _, _, _) -> each.accept(node));
  }

  /// The last epoch with a trace; 0 if there is none.
  public int lastEpoch() {
    return files.isEmpty() ? 0 : TraceFormat.epoch(files.getLast());
  }

  /// Root over the nodes of an epoch as they are on disk.
  ///
  /// @throws TraceFault if a file is not what was written
  public Digest root(int epoch) {
    MerkleRoot tree = new MerkleRoot();
    for (int i = 0; i < files.size(); i++) {
      if (TraceFormat.epoch(files.get(i)) == epoch) {
        walk(i, i + 1, (node, _, _, _) -> tree.add(node.id()));
      }
    }
    return tree.root();
  }

  /// The node with this id, or null. The first call reads the whole trace.
  ///
  /// @throws TraceFault if a file is not what was written
  public @Nullable TraceNode find(Digest id) {
    if (!indexed) {
      walk(
          0,
          files.size(),
          (node, file, offset, length) ->
              places.putIfAbsent(node.id(), new Place(file, offset, length)));
      indexed = true;
    }
    Place place = places.get(id);
    return place == null ? null : load(place);
  }

  private TraceNode load(Place place) {
    Path file = files.get(place.file());
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(place.length());
      int n = 0;
      while (bytes.hasRemaining() && n >= 0) {
        n = in.read(bytes, place.offset() + bytes.position());
      }
      return node(file, bytes.array(), 0, bytes.position());
    } catch (IOException e) {
      throw new TraceFault("cannot read " + file + ": " + e, e);
    }
  }

  private void walk(int from, int to, Visitor visitor) {
    for (int i = from; i < to; i++) {
      walk(i, visitor);
    }
  }

  private void walk(int number, Visitor visitor) {
    Path file = files.get(number);
    byte[] b = read(file);
    boolean lastOfEpoch =
        number + 1 == files.size()
            || TraceFormat.epoch(files.get(number + 1)) != TraceFormat.epoch(file);
    ByteBuffer at = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    if (b.length < TraceFormat.HEADER_BYTES) {
      if (lastOfEpoch) {
        return;
      }
      throw damaged(file, 0, "expected a header");
    }
    int headSum = TraceFormat.HEADER_BYTES - Integer.BYTES;
    if (at.getLong(0) != TraceFormat.MAGIC || at.getInt(headSum) != sum(b, 0, headSum)) {
      throw damaged(file, 0, "expected the header of a trace file");
    }
    int offset = TraceFormat.HEADER_BYTES;
    while (offset < b.length) {
      int start = offset + TraceFormat.FRAME_BYTES;
      int length = start <= b.length ? at.getInt(offset) : -1;
      boolean whole = length >= 0 && length <= b.length - start;
      if (!whole && lastOfEpoch) {
        return;
      }
      if (!whole || at.getInt(offset + 4) != sum(b, start, start + length)) {
        throw damaged(file, offset, "expected a whole node with a sound checksum");
      }
      visitor.visit(node(file, b, start, start + length), number, start, length);
      offset = start + length;
    }
  }

  private static TraceNode node(Path file, byte[] b, int from, int to) {
    try {
      return TraceFormat.read(new ByteSource(b, from, to));
    } catch (CodecException e) {
      TraceFault fault = damaged(file, from, String.valueOf(e.getMessage()));
      fault.initCause(e);
      throw fault;
    }
  }

  private int sum(byte[] b, int from, int to) {
    crc.reset();
    crc.update(b, from, to - from);
    return (int) crc.getValue();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new TraceFault("cannot read " + file + ": " + e, e);
    }
  }

  private static TraceFault damaged(Path file, long offset, String problem) {
    return new TraceFault(
        file
            + " at byte "
            + offset
            + ": "
            + problem
            + "\nMaybe the disk failed; a replay of the run writes its trace anew.");
  }
}
