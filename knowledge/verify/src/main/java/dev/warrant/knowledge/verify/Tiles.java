package dev.warrant.knowledge.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The tiles of a log as they lie in its folder (C2SP tlog-tiles), held against those that its
/// records make. They are a copy, so a difference says only that one of the two was changed; which
/// one, a signed root decides.
final class Tiles {
  private final Path folder;
  private final long signed;
  private final TreeMap<String, Path> files = new TreeMap<>();
  private Difference leaves = new Difference(Long.MAX_VALUE, "", "");
  private Difference above = leaves;

  /// The tile of leaves that was asked for last.
  private byte[] last = new byte[0];

  private long lastIndex = -1;

  /// Where tiles and records differ first.
  private record Difference(long leaf, String what, String where) {}

  /// @param log the run's log folder
  /// @param signed records under the log's own checkpoint, whose tiles must be there
  Tiles(Path log, long signed) throws IOException {
    folder = log;
    this.signed = signed;
    Path tile = log.resolve("tile");
    if (Files.isDirectory(tile)) {
      try (Stream<Path> all = Files.walk(tile)) {
        all.filter(Files::isRegularFile)
            .forEach(f -> files.put(log.relativize(f).toString().replace('\\', '/'), f));
      }
    }
  }

  /// Such as `tile/0/x001/234`.
  static String path(int level, long index) {
    StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      out.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
    }
    return "tile/" + level + "/" + out;
  }

  /// Holds a full tile against its file.
  void full(int level, long index, byte[][] hashes) {
    boolean there = files.containsKey(path(level, index)) || partly(level, index);
    compare(level, index, hashes, Tree.WIDE);
    if (!there) {
      note(level, first(level, index, 0), "the tile is missing", path(level, index));
    }
  }

  /// Whether a tile that records fill was not full when the log was signed last, and what it had
  /// then is there.
  private boolean partly(int level, long index) {
    long width = (signed >> Byte.SIZE * level) - index * Tree.WIDE;
    return width < Tree.WIDE
        && (width <= 0 || files.containsKey(path(level, index) + ".p/" + width));
  }

  /// Holds what is known of a tile against its file and its partial files.
  private void compare(int level, long index, byte[][] hashes, int width) {
    String path = path(level, index);
    Path file = files.remove(path);
    if (file != null) {
      compare(level, index, hashes, width, file, Tree.WIDE);
    }
    // A copy: what is removed from the map may change the entries of a view.
    TreeMap<String, Path> partials =
        new TreeMap<>(files.subMap(path + ".p/", true, path + ".p0", false));
    for (Map.Entry<String, Path> partial : partials.entrySet()) {
      String number = partial.getKey().substring(path.length() + 3);
      if (number.matches("[1-9][0-9]{0,2}") && Integer.parseInt(number) < Tree.WIDE) {
        files.remove(partial.getKey());
        if (!Files.exists(partial.getValue())) {
          // The tile filled while we looked.
          continue;
        }
        compare(level, index, hashes, width, partial.getValue(), Integer.parseInt(number));
      }
    }
  }

  private void compare(
      int level, long index, byte[][] hashes, int width, Path file, int fileWidth) {
    byte[] found = read(file);
    for (int i = 0; i < Math.min(width, fileWidth); i++) {
      int at = i * Hashes.BYTES;
      int to = Math.min(found.length, at + Hashes.BYTES);
      if (at > to || !Arrays.equals(found, at, to, hashes[i], 0, Hashes.BYTES)) {
        note(level, first(level, index, i), "the tile is not what the records make", name(file));
        return;
      }
    }
    if (found.length != fileWidth * Hashes.BYTES) {
      String says = found.length + " bytes in a tile of " + fileWidth + " hashes";
      note(level, first(level, index, Math.min(width, fileWidth) - 1), says, name(file));
    } else if (fileWidth > width) {
      note(level, first(level, index, width), "the tile goes on beyond the records", name(file));
    }
  }

  private String name(Path file) {
    return folder.relativize(file).toString();
  }

  /// Ends the comparison.
  ///
  /// @param size of the log's own checkpoint, whose tiles must be there
  void end(Tree tree, long size) {
    long wide = size;
    List<String> present = new ArrayList<>(files.keySet());
    for (int l = 0; wide > 0; l++) {
      int width = (int) (wide % Tree.WIDE);
      String path = path(l, wide / Tree.WIDE);
      boolean known = tree.size() >= size;
      boolean there = present.contains(path) || present.contains(path + ".p/" + width);
      boolean current =
          l < tree.levels().size() && tree.levels().get(l).index() == wide / Tree.WIDE;
      if (known && current && width > 0 && !there) {
        note(l, first(l, wide / Tree.WIDE, 0), "the tile is missing", path + ".p/" + width);
      }
      wide /= Tree.WIDE;
    }
    for (int l = 0; l < tree.levels().size(); l++) {
      Tree.Level level = tree.levels().get(l);
      if (level.width() > 0) {
        compare(l, level.index(), level.hashes(), level.width());
      }
    }
    if (!files.isEmpty()) {
      note(1, tree.size(), "a file that belongs to no tile of these records", files.firstKey());
    }
  }

  private static long first(int level, long index, int place) {
    long leaf = index * Tree.WIDE + place;
    for (int l = 0; l < level; l++) {
      leaf *= Tree.WIDE;
    }
    return leaf;
  }

  private void note(int level, long leaf, String says, String path) {
    Difference found = new Difference(leaf, says, path);
    if (level == 0 && leaf < leaves.leaf()) {
      leaves = found;
    } else if (level > 0 && leaf < above.leaf()) {
      above = found;
    }
  }

  /// A record that is another one shows in every tile above its leaf, so those count only if no
  /// leaf differs.
  private Difference difference() {
    return leaves.leaf() == Long.MAX_VALUE ? above : leaves;
  }

  /// First leaf at which tiles and records differ; [Long#MAX_VALUE] if they do nowhere.
  long bad() {
    return difference().leaf();
  }

  LogVerdict.Tampered verdict() {
    Difference found = difference();
    return new LogVerdict.Tampered(found.leaf(), found.what(), found.where());
  }

  /// The hash of a leaf as its tile says; empty if none does.
  byte[] leaf(long index) {
    long wanted = index / Tree.WIDE;
    if (wanted != lastIndex) {
      last = tile(wanted, (int) (index % Tree.WIDE) + 1);
      lastIndex = wanted;
    }
    byte[] tile = last;
    int at = (int) (index % Tree.WIDE) * Hashes.BYTES;
    return tile.length < at + Hashes.BYTES
        ? new byte[0]
        : Arrays.copyOfRange(tile, at, at + Hashes.BYTES);
  }

  private byte[] tile(long index, int least) {
    Path full = folder.resolve(path(0, index));
    if (Files.isRegularFile(full)) {
      return read(full);
    }
    for (int w = least; w < Tree.WIDE; w++) {
      Path partial = folder.resolve(path(0, index) + ".p/" + w);
      if (Files.isRegularFile(partial)) {
        return read(partial);
      }
    }
    return new byte[0];
  }

  /// Whether the tiles of leaves alone make a tree of this root.
  boolean make(long size, byte[] root) {
    Tree tree = new Tree((_, _, _) -> {});
    for (long from = 0; from < size; from += Tree.WIDE) {
      int width = (int) Math.min(Tree.WIDE, size - from);
      byte[] tile = tile(from / Tree.WIDE, width);
      if (tile.length < width * Hashes.BYTES) {
        return false;
      }
      for (int i = 0; i < width; i++) {
        tree.add(Arrays.copyOfRange(tile, i * Hashes.BYTES, (i + 1) * Hashes.BYTES));
      }
    }
    return Arrays.equals(tree.root(), root);
  }

  private static byte[] read(Path file) {
    try {
      return Bounded.beginning(file, Tree.WIDE * Hashes.BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
