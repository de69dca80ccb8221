package dev.warrant.knowledge.tlog;

import java.util.Locale;

/// Where a tile lies under a log's prefix (C2SP tlog-tiles): up to 256 consecutive hashes of one
/// level.
///
/// @param level 0 for leaf hashes; at level `l` a hash stands for `256^l` leaves
/// @param index place of the tile in its level
/// @param width hashes in it, 1 to 256; fewer than 256 in a partial tile
public record TilePath(int level, long index, int width) {
  /// Hashes in a full tile.
  public static final int FULL = 256;

  /// `log2` of [#FULL].
  static final int HEIGHT = 8;

  private static final int LEVEL_MAX = 63;

  public TilePath {
    if (level < 0 || level > LEVEL_MAX || index < 0 || width < 1 || width > FULL) {
      throw LogFault.form(
          "tile",
          "level " + level + ", index " + index + ", width " + width,
          "level 0 to 63, index from 0, width 1 to 256");
    }
  }

  /// Such as `tile/0/x001/x234/067.p/8`.
  public String path() {
    return "tile/" + level + "/" + number(index) + suffix();
  }

  /// Where the entries under this tile of level 0 lie.
  public String entries() {
    return "tile/entries/" + number(index) + suffix();
  }

  boolean full() {
    return width == FULL;
  }

  private String suffix() {
    return full() ? "" : ".p/" + width;
  }

  /// Groups of three digits, each but the last with an `x` before it.
  static String number(long index) {
    String last = String.format(Locale.ROOT, "%03d", index % 1000);
    StringBuilder out = new StringBuilder(last);
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      out.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
    }
    return out.toString();
  }
}
