package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tiles of one log as files under its folder. Not safe for use by two threads.
final class TileStore implements TileSink, AutoCloseable {
  private final Path folder;
  private final List<Path> unsynced = new ArrayList<>();
  private final UpperNodes upper;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(TilePath.FULL * Digest.BYTES);
  private final Path[] made = new Path[TilePath.HEIGHT];

  TileStore(Path folder) {
    this.folder = folder;
    upper = new UpperNodes(folder);
  }

  /// Lets go of its files.
  @Override
  public void close() {
    upper.close();
  }

  /// Writes a tile; it is on disk after [#sync], and nobody looks for it before a checkpoint needs
  /// it. A full one takes the place of its partial ones.
  @Override
  public void tile(TilePath path, byte[] hashes) {
    Path file = folder.resolve(path.path());
    try {
      makeParent(path.level(), file);
      try (FileChannel out =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        buffer.clear().put(hashes, 0, path.width() * Digest.BYTES).flip();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      unsynced.add(file);
      if (path.full()) {
        removePartials(file);
      }
    } catch (IOException e) {
      throw disk("write the tile", file, e);
    }
  }

  private void makeParent(int level, Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null || level < made.length && parent.equals(made[level])) {
      return;
    }
    Files.createDirectories(parent);
    if (level < made.length) {
      made[level] = parent;
    }
  }

  private static void removePartials(Path full) throws IOException {
    Path partials = full.resolveSibling(full.getFileName() + ".p");
    if (!Files.isDirectory(partials)) {
      return;
    }
    try (Stream<Path> all = Files.list(partials)) {
      for (Path file : all.sorted().toList()) {
        Files.delete(file);
      }
    }
    Files.delete(partials);
  }

  @Override
  public void upper(long index, byte[] nodes) {
    upper.write(index, nodes);
  }

  /// Returns when all tiles written since the last time are on disk.
  void sync() {
    for (Path file : unsynced) {
      if (Files.exists(file)) {
        force(file);
      }
    }
    unsynced.clear();
  }

  /// What was written needs no [#sync]: it can be made again from the journal.
  void forget() {
    unsynced.clear();
  }

  static void force(Path fileOrFolder) {
    try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw disk("bring to disk", fileOrFolder, e);
    }
  }

  /// The first `width` hashes of a tile, from the partial file of that width or a wider one.
  ///
  /// @throws LogFault if there is none, or it has another length than it says
  byte[] read(int level, long index, int width) {
    Path full = folder.resolve(new TilePath(level, index, TilePath.FULL).path());
    Path partial = folder.resolve(new TilePath(level, index, width).path());
    for (Path file : List.of(partial, full)) {
      byte[] found = readIfThere(file);
      if (found != null) {
        int whole = (file.equals(full) ? TilePath.FULL : width) * Digest.BYTES;
        if (found.length != whole) {
          throw LogFault.form(file.toString(), found.length + " bytes", whole + " of a whole tile");
        }
        return found.length == width * Digest.BYTES
            ? found
            : Arrays.copyOf(found, width * Digest.BYTES);
      }
    }
    throw new LogFault(
        LogFault.Kind.DISK,
        "no tile " + partial + "\nMaybe it was deleted; ./warrant log seal RUN makes tiles again.");
  }

  private static byte @Nullable [] readIfThere(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw disk("read the tile", file, e);
    }
  }

  static LogFault disk(String what, Path file, IOException e) {
    return new LogFault(
        LogFault.Kind.DISK,
        "cannot "
            + what
            + " "
            + file
            + ": "
            + e
            + "\nMaybe the disk is full or the folder belongs to somebody else.",
        e);
  }
}
