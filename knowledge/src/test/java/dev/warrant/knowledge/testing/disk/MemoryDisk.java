package dev.warrant.knowledge.testing.disk;

import dev.warrant.knowledge.seam.SeededRandom;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A disk in memory with everything the journal and the log do to one: files, folders, forcing of
/// either. It knows what was forced, so it can tell what a loss of power leaves; before everything
/// that changes it, it asks its [Watcher]. For use by one thread.
///
/// A file's bytes are on disk once the file is forced, a name once its folder is: nothing is
/// promised that POSIX does not promise, but that changes to one folder reach the disk in order.
public final class MemoryDisk {
  /// Is told of everything before it happens.
  public interface Watcher {
    /// May throw in its place.
    void before(DiskOp op) throws IOException;
  }

  /// Stands for every folder.
  private record Folder() {}

  private static final Folder FOLDER = new Folder();
  private static final Watcher NOBODY = _ -> {};

  private final MemoryFileSystem files = new MemoryFileSystem(this);

  /// A [MemoryFile] or [#FOLDER] for each path.
  private final NavigableMap<String, Object> names = new TreeMap<>();

  private final NavigableMap<String, Object> forced = new TreeMap<>();
  private final List<Change> pending = new ArrayList<>();
  private Watcher watcher = NOBODY;
  private long tick;

  /// A change to a folder: a name goes, or appears for `what`, or both.
  private record Change(
      long tick, String folder, @Nullable String gone, @Nullable String made, Object what) {
    void apply(Map<String, Object> to) {
      if (gone != null) {
        to.remove(gone);
      }
      if (made != null) {
        to.put(made, what);
      }
    }
  }

  public MemoryDisk() {
    names.put("/", FOLDER);
    forced.put("/", FOLDER);
  }

  /// A path on this disk.
  public Path path(String text) {
    return new MemoryPath(files, text);
  }

  /// Has somebody watch.
  public void watch(Watcher who) {
    watcher = who;
  }

  /// What a crash leaves, as a disk of its own.
  public MemoryDisk after(Crash crash, SeededRandom random) {
    return switch (crash) {
      case CLEAN -> survivor();
      case LOST -> image(_ -> false, MemoryFile::forced);
      case REORDERED -> shuffled(random);
      case TORN -> {
        boolean now = random.nextInt(2) == 0 || tick == 0;
        long until = now ? tick : tick - random.nextInt((int) Math.min(tick, 40));
        int part = random.nextInt(100);
        yield image(c -> c.tick <= until, f -> f.until(until, part));
      }
    };
  }

  private interface Which {
    boolean there(Change change);
  }

  private interface Content {
    MemoryFile of(MemoryFile file);
  }

  private MemoryDisk image(Which which, Content content) {
    NavigableMap<String, Object> left = new TreeMap<>(forced);
    for (Change c : pending) {
      if (which.there(c)) {
        c.apply(left);
      }
    }
    MemoryDisk out = new MemoryDisk();
    for (Map.Entry<String, Object> e : left.entrySet()) {
      String parent = parent(e.getKey());
      if (out.names.containsKey(parent)) {
        Object what = e.getValue() instanceof MemoryFile f ? content.of(f) : FOLDER;
        out.names.put(e.getKey(), what);
        out.forced.put(e.getKey(), what);
      }
    }
    return out;
  }

  private MemoryDisk shuffled(SeededRandom random) {
    Map<String, Long> until = new TreeMap<>();
    for (Change c : pending) {
      until.computeIfAbsent(
          c.folder,
          _ -> random.nextInt(2) == 0 ? tick : tick - random.nextInt((int) Math.min(tick, 40) + 1));
    }
    return image(
        c -> c.tick <= Objects.requireNonNull(until.get(c.folder)), f -> f.shuffled(random));
  }

  /// The same disk for the processes that come after: what was not forced may still be lost.
  private MemoryDisk survivor() {
    MemoryDisk out = new MemoryDisk();
    Map<MemoryFile, MemoryFile> copies = new LinkedHashMap<>(); // a file equals only itself
    for (Map.Entry<String, Object> e : names.entrySet()) {
      out.names.put(e.getKey(), copy(e.getValue(), copies));
    }
    for (Map.Entry<String, Object> e : forced.entrySet()) {
      out.forced.put(e.getKey(), copy(e.getValue(), copies));
    }
    for (Change c : pending) {
      out.pending.add(new Change(c.tick, c.folder, c.gone, c.made, copy(c.what, copies)));
    }
    out.tick = tick;
    return out;
  }

  private static Object copy(Object what, Map<MemoryFile, MemoryFile> copies) {
    return what instanceof MemoryFile f ? copies.computeIfAbsent(f, MemoryFile::survivor) : FOLDER;
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  private void before(DiskOp.Kind kind, String path, int bytes) throws IOException {
    watcher.before(new DiskOp(kind, path, bytes));
    tick++;
  }

  private void change(@Nullable String gone, @Nullable String made, Object what) {
    String any = gone == null ? String.valueOf(made) : gone;
    Change c = new Change(tick, parent(any), gone, made, what);
    c.apply(names);
    pending.add(c);
  }

  boolean isFolder(String path) {
    return names.get(path) instanceof Folder;
  }

  @Nullable MemoryFile file(String path) {
    return names.get(path) instanceof MemoryFile f ? f : null;
  }

  MemoryFile known(String path) throws NoSuchFileException {
    MemoryFile found = file(path);
    if (found == null) {
      throw new NoSuchFileException(path);
    }
    return found;
  }

  MemoryFile create(String path) throws IOException {
    folderOf(path);
    before(DiskOp.Kind.NAME, path, 0);
    MemoryFile made = new MemoryFile();
    change(null, path, made);
    return made;
  }

  void makeFolder(String path) throws IOException {
    if (names.containsKey(path)) {
      throw new FileAlreadyExistsException(path);
    }
    folderOf(path);
    before(DiskOp.Kind.NAME, path, 0);
    change(null, path, FOLDER);
  }

  private void folderOf(String path) throws IOException {
    if (!isFolder(parent(path))) {
      throw new NoSuchFileException(parent(path));
    }
  }

  /// Names in a folder, in order.
  List<String> list(String folder) throws IOException {
    if (!isFolder(folder)) {
      throw new NoSuchFileException(folder);
    }
    List<String> out = new ArrayList<>();
    String begin = folder.equals("/") ? folder : folder + "/";
    for (String name : names.tailMap(begin, false).keySet()) {
      if (!name.startsWith(begin)) {
        break;
      }
      if (name.indexOf('/', begin.length()) < 0) {
        out.add(name);
      }
    }
    return out;
  }

  void remove(String path) throws IOException {
    Object what = names.get(path);
    if (what == null) {
      throw new NoSuchFileException(path);
    }
    if (what instanceof Folder && !list(path).isEmpty()) {
      throw new DirectoryNotEmptyException(path);
    }
    before(DiskOp.Kind.REMOVE, path, 0);
    change(path, null, what);
  }

  /// Within one folder.
  void rename(String from, String to) throws IOException {
    MemoryFile what = known(from);
    if (!parent(from).equals(parent(to))) {
      throw new IOException("from one folder to another: " + from + " to " + to);
    }
    before(DiskOp.Kind.NAME, to, 0);
    change(from, to, what);
  }

  void write(String path, MemoryFile to, int at, byte[] from, int offset, int length)
      throws IOException {
    before(DiskOp.Kind.WRITE, path, length);
    to.write(tick, at, from, offset, length);
  }

  void truncate(String path, MemoryFile file, int size) throws IOException {
    before(DiskOp.Kind.CUT, path, 0);
    file.truncate(tick, size);
  }

  void force(String path, MemoryFile file) throws IOException {
    confirm(path, file);
    file.force();
  }

  private void confirm(String path, MemoryFile file) throws IOException {
    try {
      before(DiskOp.Kind.FORCE, path, 0);
    } catch (IOException e) {
      file.drop();
      throw e;
    }
  }

  /// Forces the names in a folder.
  void forceNames(String folder) throws IOException {
    before(DiskOp.Kind.FORCE_NAMES, folder, 0);
    List<Change> left = new ArrayList<>();
    for (Change c : pending) {
      if (c.folder.equals(folder)) {
        c.apply(forced);
      } else {
        left.add(c);
      }
    }
    pending.clear();
    pending.addAll(left);
  }

  /// A file whose bytes somebody maps.
  public Mapped map(Path file) throws IOException {
    String path = MemoryPath.of(file).text();
    return new Mapped(path, known(path));
  }

  /// The bytes of a file as memory.
  public final class Mapped {
    private final String path;
    private final MemoryFile file;

    private Mapped(String path, MemoryFile file) {
      this.path = path;
      this.file = file;
    }

    /// Puts bytes; nothing keeps them from being there.
    public void put(long at, byte[] from, int offset, int length) {
      try {
        before(DiskOp.Kind.PUT, path, length);
      } catch (IOException e) {
        throw new IllegalStateException("pages do not refuse", e);
      }
      file.write(tick, (int) at, from, offset, length);
    }

    /// Forces a part.
    public void force(long from, long to) throws IOException {
      confirm(path, file);
      file.force((int) from, (int) to);
    }
  }
}
