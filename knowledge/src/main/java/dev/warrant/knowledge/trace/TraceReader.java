package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.making.OneAtATime;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads a run's trace and computes every id and root again. The unfinished end of an epoch whose
/// process died is where that epoch ends. Not safe for use by two threads.
public final class TraceReader {
  /// Folder in the trace's that holds no evidence and may be deleted.
  private static final String INDEX = "index";

  private static final String LOCK = "one-at-a-time.lock";

  private final List<Path> files;
  private final CRC32C crc = new CRC32C();
  private final Map<Integer, TraceIndex> indexes = new TreeMap<>();
  private final Map<Integer, ByteBuffer> maps = new TreeMap<>();

  /// Indexes that were found to be as they were written.
  private final BitSet sound = new BitSet();

  private boolean anew;
  private int made;
  private int latest;

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

  /// The node with this id, or null. It is found through the index of each file, which is made from
  /// the file by whoever first needs it; what an index leads to has its id computed again. That a
  /// node is not there is said at once if all indexes are as they were written and of all bytes of
  /// their files, else after all were made anew.
  ///
  /// @throws TraceFault if a file is not what was written
  public @Nullable TraceNode find(Digest id) {
    TraceNode found = look(id);
    if (found == null && !anew && !absent(id.a())) {
      index();
      found = look(id);
    }
    return found;
  }

  /// Whether nothing begins with these eight bytes but what was found, by indexes that are as they
  /// were written and lead to sound nodes.
  private boolean absent(long first) {
    for (int i = 0; i < files.size(); i++) {
      TraceIndex index = index(i);
      if (!sound.get(i) && !index.whole()) {
        return false;
      }
      sound.set(i);
      for (int offset : index.places(first)) {
        TraceNode node = load(i, offset);
        if (node == null || node.id().a() != first) {
          return false;
        }
      }
    }
    return true;
  }

  /// The nodes whose ids begin with these sixteen bytes, each where it first lies, in the order of
  /// the trace. They are found as [#find] finds one, and that there is none is said as it says so.
  ///
  /// @param a the first eight bytes, big-endian
  /// @param b the next eight
  /// @throws TraceFault if a file is not what was written
  public List<TraceFound> beginning(long a, long b) {
    List<TraceFound> found = begun(a, b);
    if (found.isEmpty() && !anew && !absent(a)) {
      index();
      found = begun(a, b);
    }
    return found;
  }

  private List<TraceFound> begun(long a, long b) {
    List<TraceFound> out = new ArrayList<>();
    TreeSet<Digest> seen = new TreeSet<>();
    for (int i = 0; i < files.size(); i++) {
      for (int offset : index(i).places(a)) {
        TraceNode node = load(i, offset);
        if (node != null && node.id().a() == a && node.id().b() == b && seen.add(node.id())) {
          out.add(new TraceFound(i, offset, node));
        }
      }
    }
    return out;
  }

  /// How many nodes there are, those that lie in it twice counted twice, as the indexes have it.
  public long nodes() {
    long out = 0;
    for (int i = 0; i < files.size(); i++) {
      out += index(i).nodes();
    }
    return out;
  }

  private @Nullable TraceNode look(Digest id) {
    // What stands below a node mostly lies in the same file.
    TraceNode near = latest < files.size() ? look(id, latest) : null;
    for (int i = files.size() - 1; near == null && i >= 0; i--) {
      near = i == latest ? null : look(id, i);
      latest = near == null ? latest : i;
    }
    return near;
  }

  private @Nullable TraceNode look(Digest id, int file) {
    for (int offset : index(file).places(id.a())) {
      TraceNode node = load(file, offset);
      if (node != null && node.id().equals(id)) {
        return node;
      }
    }
    return null;
  }

  /// Calls `each` with the name and node of every order, in the order sent, as the indexes have
  /// them: which orders there are is only as good as these.
  public void forEachOrder(BiConsumer<String, Digest> each) {
    for (int i = 0; i < files.size(); i++) {
      told(i, TraceIndex::orders).forEach(o -> each.accept(o.name(), o.node()));
    }
  }

  /// Calls `each` with every way in which rules stand in the trace, as the indexes have them; of
  /// several files with some twice.
  public void forEachWay(Consumer<TraceWay> each) {
    for (int i = 0; i < files.size(); i++) {
      told(i, TraceIndex::ways).forEach(each);
    }
  }

  private <T> List<T> told(int file, Function<TraceIndex, List<T>> what) {
    try {
      return what.apply(index(file));
    } catch (CodecException e) {
      return what.apply(make(file));
    }
  }

  /// Calls `each` with what is kept of every file, in order; little-endian. It is made before if it
  /// is not there, not as it was written, or of a file that has grown.
  ///
  /// @throws TraceFault if it had to be made and a file is not what was written
  public void forEachKept(TraceBeside what, Consumer<ByteBuffer> each) {
    for (int i = 0; i < files.size(); i++) {
      ByteBuffer known = TraceKept.open(beside(i, what), what.magic(), size(files.get(i)));
      each.accept(known == null ? kept(what, i) : known);
    }
  }

  private ByteBuffer kept(TraceBeside what, int number) {
    return alone(() -> {
      // Somebody else may have been first.
      ByteBuffer known =
          TraceKept.open(beside(number, what), what.magic(), size(files.get(number)));
      return known == null ? keep(what, number) : known;
    });
  }

  /// Makes what is kept of every file anew.
  ///
  /// @throws TraceFault if a file is not what was written
  public void keep(TraceBeside what) {
    alone(() -> {
      for (int i = 0; i < files.size(); i++) {
        keep(what, i);
      }
      return made;
    });
  }

  private ByteBuffer keep(TraceBeside what, int number) {
    byte[] bytes = what.of(this, told(number, TraceIndex::orders));
    long covered = index(number).covered();
    made++;
    return TraceKept.write(beside(number, what), what.magic(), covered, bytes);
  }

  private Path beside(int number, TraceBeside what) {
    Path file = files.get(number);
    return file.resolveSibling(INDEX).resolve(file.getFileName() + what.ending());
  }

  /// Makes all indexes anew.
  ///
  /// @throws TraceFault if a file is not what was written
  public void index() {
    alone(() -> {
      for (int i = 0; i < files.size(); i++) {
        make(i);
      }
      return made;
    });
    anew = true;
  }

  private TraceIndex index(int number) {
    TraceIndex known = indexes.get(number);
    if (known == null) {
      known = current(number);
      if (known == null) {
        known =
            alone(() -> {
              // Somebody else may have been first.
              TraceIndex other = current(number);
              return other == null ? make(number) : other;
            });
      }
      indexes.put(number, known);
    }
    return known;
  }

  /// The index that is there, if it is of all of its file.
  private @Nullable TraceIndex current(int number) {
    Path file = files.get(number);
    TraceIndex there = TraceIndex.open(index(file));
    return there == null || there.covered() != size(file) ? null : there;
  }

  /// While nobody else makes anything of this trace. A place that cannot be written, such as an
  /// archive, nobody else writes either.
  private <T> T alone(Supplier<T> making) {
    if (files.isEmpty()) {
      return making.get();
    }
    Path folder = files.getFirst().resolveSibling(INDEX);
    try {
      return OneAtATime.make(folder.resolve(LOCK), "the indexes in " + folder, making::get);
    } catch (IOException e) {
      return making.get();
    }
  }

  private TraceIndex make(int number) {
    TraceIndex.Maker maker = new TraceIndex.Maker();
    long[] covered = {size(files.get(number))};
    walk(number, (node, _, start, _) -> maker.add(node, start - TraceFormat.FRAME_BYTES));
    made++;
    TraceIndex out = TraceIndex.write(index(files.get(number)), maker, covered[0]);
    indexes.put(number, out);
    return out;
  }

  /// How many indexes, and things kept beside them, had to be made.
  public int indexesMade() {
    return made;
  }

  private static Path index(Path file) {
    return file.resolveSibling(INDEX).resolve(file.getFileName() + ".idx");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new TraceFault("cannot read " + file + ": " + e, e);
    }
  }

  /// The node in the frame at `offset`; null if there is none.
  private @Nullable TraceNode load(int file, int offset) {
    if (offset < 0 || offset > Integer.MAX_VALUE - TraceFormat.FRAME_BYTES) {
      return null; // whoever wrote that index
    }
    try {
      ByteBuffer map = map(file, offset + TraceFormat.FRAME_BYTES);
      int start = offset + TraceFormat.FRAME_BYTES;
      int length = start <= map.limit() ? map.getInt(offset) : -1;
      if (length < 0) {
        return null;
      }
      map = map(file, start + (long) length);
      if (length > map.limit() - start) {
        return null;
      }
      byte[] bytes = new byte[length];
      map.get(start, bytes);
      return TraceFormat.read(new ByteSource(bytes, 0, bytes.length));
    } catch (CodecException e) {
      // Not where a node begins, or damage: the index is made anew, and that tells which.
      return null;
    } catch (IOException e) {
      throw new TraceFault("cannot read " + files.get(file) + ": " + e, e);
    }
  }

  /// A file in memory, looked at again if it was shorter than `end` the last time.
  private ByteBuffer map(int file, long end) throws IOException {
    ByteBuffer known = maps.get(file);
    if (known == null || known.limit() < end) {
      try (FileChannel in = FileChannel.open(files.get(file), StandardOpenOption.READ)) {
        known = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size()).order(ByteOrder.LITTLE_ENDIAN);
      }
      maps.put(file, known);
    }
    return known;
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
