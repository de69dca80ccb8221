package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Pages that the operating system maps.
final class MappedPages implements Pages {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena;
  private final MemorySegment map;

  private MappedPages(Arena arena, MemorySegment map) {
    this.arena = arena;
    this.map = map;
  }

  /// Maps a whole file for reading and writing.
  static MappedPages of(Path file, long bytes) throws IOException {
    Arena arena = Arena.ofShared();
    boolean mapped = false;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedPages made =
          new MappedPages(arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena));
      mapped = true;
      return made;
    } finally {
      if (!mapped) {
        arena.close();
      }
    }
  }

  @Override
  public void put(long at, byte[] from, int offset, int length) {
    MemorySegment.copy(from, offset, map, ValueLayout.JAVA_BYTE, at, length);
  }

  @Override
  public void putInt(long at, int value) {
    map.set(INT, at, value);
  }

  @Override
  public void touch(long at) {
    map.set(ValueLayout.JAVA_BYTE, at, (byte) 0);
  }

  @Override
  public void force(long from, long to) throws IOException {
    try {
      map.asSlice(from, to - from).force();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
