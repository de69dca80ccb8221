package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The nodes of a tree of `size` leaves, read from its tiles; the last few tiles stay in memory
/// with all nodes within them. Not safe for use by two threads.
public final class TileNodes implements NodeSource {
  private static final int TILES_KEPT = 512;

  private final TileStore tiles;
  private final long size;
  private final TreeHash hash = new TreeHash();
  private final Map<Place, Tile> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Tile> eldest) {
          return size() > TILES_KEPT;
        }
      };

  private record Place(int level, long index) {}

  /// `rows[h]` holds the roots of the tile's whole subtrees of `2^h` hashes.
  private record Tile(byte[][] rows) {}

  /// The tree of the first `size` leaves whose tiles lie under `folder`.
  public TileNodes(Path folder, long size) {
    this(new TileStore(folder), size);
  }

  TileNodes(TileStore tiles, long size) {
    this.tiles = tiles;
    this.size = size;
  }

  /// The node; heights that are a multiple of 8 are stored, those between are computed.
  ///
  /// @throws LogFault if its tile is not there
  @Override
  public Digest node(int height, long index) {
    int row = height % TilePath.HEIGHT;
    int level = height / TilePath.HEIGHT;
    long tile = index >>> TilePath.HEIGHT - row;
    int place = (int) (index & (TilePath.FULL >>> row) - 1);
    Tile found = kept.computeIfAbsent(new Place(level, tile), this::load);
    return Digest.read(found.rows()[row], place * Digest.BYTES);
  }

  private int width(int level, long tile) {
    long wide = size >>> level * TilePath.HEIGHT;
    return (int) Math.min(TilePath.FULL, wide - (tile << TilePath.HEIGHT));
  }

  private Tile load(Place place) {
    int width = width(place.level(), place.index());
    byte[][] rows = new byte[TilePath.HEIGHT][];
    rows[0] = tiles.read(place.level(), place.index(), width);
    for (int h = 1; h < TilePath.HEIGHT; h++) {
      byte[] row = new byte[(width >>> h) * Digest.BYTES];
      for (int i = 0; i < width >>> h; i++) {
        hash.pair(rows[h - 1], 2 * i * Digest.BYTES, row, i * Digest.BYTES);
      }
      rows[h] = row;
    }
    return new Tile(rows);
  }
}
