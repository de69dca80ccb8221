package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The upper nodes within each full tile of leaves, in the file `upper`: the 30 roots over 16, 32,
/// 64 and 128 of its leaves. Without them a proof of any one leaf has to hash its whole tile. They
/// are a help to be quick and nothing more: never forced to disk, not in tlog-tiles, and whoever
/// makes a proof with them checks it.
final class UpperNodes implements AutoCloseable {
  /// Name of the file.
  static final String NAME = "upper";

  /// Height of the lowest ones.
  static final int LOWEST = 4;

  private static final int NODES = 30;

  /// Bytes for one tile.
  static final int BYTES = NODES * Digest.BYTES;

  private final Path file;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
  private @Nullable FileChannel channel;

  UpperNodes(Path folder) {
    file = folder.resolve(NAME);
  }

  /// Where the nodes of a height begin, in nodes: 16 of height 4, 8 of height 5, 4, 2.
  static int begin(int height) {
    return 2 * (16 - (16 >> height - LOWEST));
  }

  /// Takes what a fold has left once it is down to `left` nodes.
  static void gather(byte[] nodes, int left, byte[] upper) {
    if (left >= 2 && left <= 16) {
      int height = TilePath.HEIGHT - Integer.numberOfTrailingZeros(left);
      int at = begin(height) * Digest.BYTES;
      System.arraycopy(nodes, 0, upper, at, left * Digest.BYTES);
    }
  }

  void write(long tile, byte[] nodes) {
    try {
      FileChannel to = channel;
      if (to == null) {
        Files.createDirectories(file.resolveSibling("tile"));
        to =
            FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = to;
      }
      buffer.clear().put(nodes, 0, BYTES).flip();
      while (buffer.hasRemaining()) {
        to.write(buffer, tile * BYTES + buffer.position());
      }
    } catch (IOException e) {
      throw TileStore.disk("write", file, e);
    }
  }

  /// The nodes of a tile, or null if they are not there.
  byte @Nullable [] read(long tile) {
    try {
      FileChannel from = channel;
      if (from == null) {
        if (!Files.exists(file)) {
          return null;
        }
        from = FileChannel.open(file, StandardOpenOption.READ);
        channel = from;
      }
      buffer.clear();
      int n = 0;
      while (buffer.hasRemaining() && n >= 0) {
        n = from.read(buffer, tile * BYTES + buffer.position());
      }
      byte[] out = new byte[BYTES];
      buffer.flip().get(out, 0, buffer.limit());
      return buffer.limit() == BYTES ? out : null;
    } catch (IOException e) {
      throw TileStore.disk("read", file, e);
    }
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw TileStore.disk("close", file, e);
      }
    }
  }
}
