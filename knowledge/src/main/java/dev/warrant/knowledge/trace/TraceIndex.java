package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Where the nodes of one trace file lie, sorted by id, its orders by name, and in which ways rules
/// stand in it: an index that is no evidence, deletable, made again from the trace. A node that it
/// leads to has its id computed again from its content, so that the checksum of their places is
/// looked at only where a node is said not to be there; what is told without looking at nodes has
/// one of its own, and a year of it is read in seconds.
///
/// Layout, all little-endian: magic, bytes of the trace file it covers, number of nodes, length of
/// the orders, length of the ways, checksum of the places of nodes, checksum of all of these and of
/// orders and ways; then for each node the first eight bytes of its id and where it begins; then
/// the orders, each with its node's id; then the ways.
final class TraceIndex {
  /// `WTRIDX03` read as a little-endian `long`.
  private static final long MAGIC = 0x3330584449525457L;

  private static final int HEADER_BYTES = 36;
  private static final int COVERED = 8;
  private static final int NODES = 16;
  private static final int ORDERS = 20;
  private static final int WAYS = 24;
  private static final int PLACES = 28;
  private static final int SUM = 32;
  private static final int NODE_BYTES = 12;

  private final ByteBuffer map;

  private TraceIndex(ByteBuffer map) {
    this.map = map;
  }

  /// Gathers what an index is made of.
  static final class Maker {
    private record Place(long prefix, int offset) {}

    private final List<Place> places = new ArrayList<>();
    private final ByteSink orders = new ByteSink(1 << 10);
    private final TreeSet<TraceWay> ways = new TreeSet<>();

    void add(TraceNode node, int offset) {
      places.add(new Place(node.id().a(), offset));
      boolean bounds = node.kind() == TraceNode.Kind.INTERVAL;
      if (bounds || !node.rule().isEmpty()) {
        String bound = bounds ? quoted(node.content()) : null;
        ways.add(new TraceWay(node.kind(), node.rule(), bound == null ? "" : bound));
      }
      String name = node.kind() == TraceNode.Kind.ORDER ? quoted(node.content()) : null;
      if (name != null) {
        orders.digest(node.id());
        orders.text(name);
      }
    }

    /// The first quoted text; null if there is none.
    private static @Nullable String quoted(String content) {
      StringBuilder out = new StringBuilder();
      int from = content.indexOf('"');
      for (int at = from + 1; from >= 0 && at < content.length(); at++) {
        char c = content.charAt(at);
        if (c == '"') {
          return out.toString();
        }
        if (c == '\\') {
          at++;
        }
        out.append(at < content.length() ? content.charAt(at) : c);
      }
      return null;
    }

    private byte[] bytes(long covered) {
      places.sort(Comparator.comparingLong(Place::prefix).thenComparingInt(Place::offset));
      ByteSink told = new ByteSink(1 << 10);
      for (TraceWay way : ways) {
        told.u8(way.kind().ordinal());
        told.text(way.rule());
        told.text(way.bound());
      }
      int size = HEADER_BYTES + NODE_BYTES * places.size() + orders.size() + told.size();
      ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      out.putLong(MAGIC).putLong(covered).putInt(places.size()).putInt(orders.size());
      out.putInt(told.size()).putInt(0).putInt(0);
      places.forEach(p -> out.putLong(p.prefix()).putInt(p.offset()));
      out.put(orders.array(), 0, orders.size()).put(told.array(), 0, told.size());
      out.putInt(PLACES, placesSum(out));
      out.putInt(SUM, sum(out));
      return out.array();
    }
  }

  private static int placesSum(ByteBuffer whole) {
    CRC32C crc = new CRC32C();
    int end = HEADER_BYTES + NODE_BYTES * whole.getInt(NODES);
    crc.update(whole.duplicate().position(HEADER_BYTES).limit(end));
    return (int) crc.getValue();
  }

  /// Whether all of it is as it was written.
  boolean whole() {
    return map.getInt(SUM) == sum(map) && map.getInt(PLACES) == placesSum(map);
  }

  /// Writes the index of a trace file and opens it. If it cannot be written it is used all the
  /// same, this once.
  static TraceIndex write(Path file, Maker made, long covered) {
    byte[] bytes = made.bytes(covered);
    TraceKept.put(file, bytes);
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
      long told = (long) map.getInt(ORDERS) + map.getInt(WAYS);
      long size = HEADER_BYTES + (long) NODE_BYTES * map.getInt(NODES) + told;
      boolean counts = map.getInt(NODES) >= 0 && map.getInt(ORDERS) >= 0 && map.getInt(WAYS) >= 0;
      return counts && size == map.limit() ? new TraceIndex(map) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static int sum(ByteBuffer whole) {
    CRC32C crc = new CRC32C();
    int told = whole.getInt(ORDERS) + whole.getInt(WAYS);
    crc.update(whole.duplicate().position(0).limit(SUM));
    crc.update(whole.duplicate().position(whole.capacity() - told).limit(whole.capacity()));
    return (int) crc.getValue();
  }

  /// Up to which byte of the trace file it knows the nodes.
  long covered() {
    return map.getLong(COVERED);
  }

  /// How many nodes it knows.
  int nodes() {
    return map.getInt(NODES);
  }

  /// Where nodes begin whose ids begin with these eight bytes.
  List<Integer> places(long first) {
    int n = map.getInt(NODES);
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = low + high >>> 1;
      if (prefix(middle) < first) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<Integer> out = new ArrayList<>();
    for (int i = low; i < n && prefix(i) == first; i++) {
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
  List<TraceOrder> orders() {
    ByteSource from = told(0, map.getInt(ORDERS));
    List<TraceOrder> out = new ArrayList<>();
    while (from.remaining() > 0) {
      Digest node = from.digest();
      out.add(new TraceOrder(from.text(), node));
    }
    return out;
  }

  /// The ways, in order.
  ///
  /// @throws CodecException if they are not what was written
  List<TraceWay> ways() {
    ByteSource from = told(map.getInt(ORDERS), map.getInt(WAYS));
    List<TraceWay> out = new ArrayList<>();
    while (from.remaining() > 0) {
      out.add(new TraceWay(TraceFormat.kind(from.u8()), from.text(), from.text()));
    }
    return out;
  }

  private ByteSource told(int from, int length) {
    if (map.getInt(SUM) != sum(map)) {
      throw new CodecException("expected a sound checksum");
    }
    byte[] bytes = new byte[length];
    map.get(HEADER_BYTES + NODE_BYTES * map.getInt(NODES) + from, bytes);
    return new ByteSource(bytes, 0, length);
  }
}
