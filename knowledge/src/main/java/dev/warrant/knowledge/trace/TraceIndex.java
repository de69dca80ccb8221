package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Where the nodes of one trace file lie, sorted by id, and its orders by name: an index that is no
/// evidence, deletable, made again from the trace. A node that it leads to has its id computed
/// again from its content.
///
/// Layout, all little-endian: magic, bytes of the trace file it covers, number of nodes, length of
/// the orders, checksum of all that follows; then for each node the first eight bytes of its id and
/// where it begins; then the orders, each with where its node is.
final class TraceIndex {
  /// `WTRIDX01` read as a little-endian `long`.
  private static final long MAGIC = 0x3130584449525457L;

  private static final int HEADER_BYTES = 28;
  private static final int COVERED = 8;
  private static final int NODES = 16;
  private static final int ORDERS = 20;
  private static final int SUM = 24;
  private static final int NODE_BYTES = 12;

  private final ByteBuffer map;

  private TraceIndex(ByteBuffer map) {
    this.map = map;
  }

  /// An order of the file.
  ///
  /// @param name the first quoted text of its content
  record Order(String name, Digest node) {}

  /// Gathers what an index is made of.
  static final class Maker {
    private record Place(long prefix, int offset) {}

    private final List<Place> places = new ArrayList<>();
    private final ByteSink orders = new ByteSink(1 << 10);

    void add(TraceNode node, int offset) {
      places.add(new Place(node.id().a(), offset));
      int from = node.content().indexOf('"');
      int to = node.content().indexOf('"', from + 1);
      if (node.kind() == TraceNode.Kind.ORDER && from >= 0 && to > from) {
        orders.digest(node.id());
        orders.text(node.content().substring(from + 1, to));
      }
    }

    private byte[] bytes(long covered) {
      places.sort(Comparator.comparingLong(Place::prefix).thenComparingInt(Place::offset));
      int size = HEADER_BYTES + NODE_BYTES * places.size() + orders.size();
      ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      out.putLong(MAGIC).putLong(covered).putInt(places.size()).putInt(orders.size()).putInt(0);
      places.forEach(p -> out.putLong(p.prefix()).putInt(p.offset()));
      out.put(orders.array(), 0, orders.size());
      out.putInt(SUM, sum(out));
      return out.array();
    }
  }

  /// Writes the index of a trace file and opens it. If it cannot be written it is used all the
  /// same, this once.
  static TraceIndex write(Path file, Maker made, long covered) {
    byte[] bytes = made.bytes(covered);
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(file.getFileName() + ".tmp");
      Files.write(next, bytes);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // A place that cannot be written, such as an archive: whoever asks next makes it again.
      return new TraceIndex(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
    return new TraceIndex(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /// The index in `file`; null if it is not there or is none.
  static @Nullable TraceIndex open(Path file) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer map =
          in.map(FileChannel.MapMode.READ_ONLY, 0, in.size()).order(ByteOrder.LITTLE_ENDIAN);
      if (map.limit() < HEADER_BYTES || map.getLong(0) != MAGIC) {
        return null;
      }
      long size = HEADER_BYTES + (long) NODE_BYTES * map.getInt(NODES) + map.getInt(ORDERS);
      boolean fits = map.getInt(NODES) >= 0 && map.getInt(ORDERS) >= 0 && size == map.limit();
      return fits ? new TraceIndex(map) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /// Whether it is as it was written.
  boolean sound() {
    return map.getInt(SUM) == sum(map);
  }

  private static int sum(ByteBuffer whole) {
    CRC32C crc = new CRC32C();
    crc.update(whole.duplicate().position(HEADER_BYTES).limit(whole.capacity()));
    return (int) crc.getValue();
  }

  /// Up to which byte of the trace file it knows the nodes.
  long covered() {
    return map.getLong(COVERED);
  }

  /// Where nodes begin whose ids begin like `id`.
  List<Integer> places(Digest id) {
    int n = map.getInt(NODES);
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = low + high >>> 1;
      if (prefix(middle) < id.a()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<Integer> out = new ArrayList<>();
    for (int i = low; i < n && prefix(i) == id.a(); i++) {
      out.add(map.getInt(HEADER_BYTES + NODE_BYTES * i + Long.BYTES));
    }
    return out;
  }

  private long prefix(int i) {
    return map.getLong(HEADER_BYTES + NODE_BYTES * i);
  }

  /// The orders, in the order sent.
  ///
  /// @throws CodecException if they are not what was written
  List<Order> orders() {
    if (!sound()) {
      throw new CodecException("expected a sound checksum");
    }
    byte[] bytes = new byte[map.getInt(ORDERS)];
    map.get(HEADER_BYTES + NODE_BYTES * map.getInt(NODES), bytes);
    ByteSource from = new ByteSource(bytes, 0, bytes.length);
    List<Order> out = new ArrayList<>();
    while (from.remaining() > 0) {
      Digest node = from.digest();
      out.add(new Order(from.text(), node));
    }
    return out;
  }
}
