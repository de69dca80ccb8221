package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The nodes of a tree of `size` leaves, read from its tiles; the last few tiles stay in memory.
/// Not safe for use by two threads.
public final class TileNodes implements NodeSource, AutoCloseable {
  private static final int TILES_KEPT = 512;

  private final TileStore tiles;
  private final @Nullable UpperNodes upper;
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

  /// One tile: `rows[h]` holds the roots of its whole subtrees of `2^h` hashes; with `upper` known,
  /// rows between the first and those are not made.
  @SuppressWarnings("ArrayRecordComponent") // nobody else sees it, and nobody compares
  private record Tile(byte[][] rows, byte @Nullable [] upper) {}

  private TileNodes(TileStore tiles, @Nullable UpperNodes upper, long size) {
    this.tiles = tiles;
    this.upper = upper;
    this.size = size;
  }

  /// The tree of the first `size` leaves whose tiles lie under `folder`.
  public TileNodes(Path folder, long size) {
    this(new TileStore(folder), null, size);
  }

  TileNodes(TileStore tiles, long size) {
    this(tiles, null, size);
  }

  /// The same, quicker for proofs of leaves anywhere, with the help of [UpperNodes]: what it gives
  /// has to be checked.
  static TileNodes quick(Path folder, long size) {
    return new TileNodes(new TileStore(folder), new UpperNodes(folder), size);
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
    return node(kept.computeIfAbsent(new Place(level, tile), this::load), row, place);
  }

  private Digest node(Tile tile, int row, int place) {
    byte[] above = tile.upper();
    if (above == null || row == 0) {
      return Digest.read(tile.rows()[row], place * Digest.BYTES);
    }
    if (row >= UpperNodes.LOWEST) {
      return Digest.read(above, (UpperNodes.begin(row) + place) * Digest.BYTES);
    }
    return hash.node(node(tile, row - 1, 2 * place), node(tile, row - 1, 2 * place + 1));
  }

  private Tile load(Place place) {
    long wide = size >>> place.level() * TilePath.HEIGHT;
    int width = (int) Math.min(TilePath.FULL, wide - (place.index() << TilePath.HEIGHT));
    byte[] stored = tiles.read(place.level(), place.index(), width);
    UpperNodes help = upper;
    if (help != null && place.level() == 0 && width == TilePath.FULL) {
      byte[] above = help.read(place.index());
      if (above != null) {
        return new Tile(new byte[][] {stored}, above);
      }
    }
    byte[][] rows = new byte[TilePath.HEIGHT][];
    rows[0] = stored;
    for (int h = 1; h < TilePath.HEIGHT; h++) {
      byte[] row = new byte[(width >>> h) * Digest.BYTES];
      for (int i = 0; i < width >>> h; i++) {
        hash.pair(rows[h - 1], 2 * i * Digest.BYTES, row, i * Digest.BYTES);
      }
      rows[h] = row;
    }
    return new Tile(rows, null);
  }

  /// Lets go of its files.
  @Override
  public void close() {
    tiles.close();
    if (upper != null) {
      upper.close();
    }
  }
}
