package dev.warrant.governance.excerpt;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.journal.Entry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Records of one kind. Each is its number, its time, its place among the conclusions of its input
/// (-1 for an input), its length, and its payload as the journal has it; all little-endian.
final class ExcerptFile {
  private static final int FRAME_BYTES = 24;
  private static final int INPUT = -1;

  private ExcerptFile() {}

  private static Path path(Path folder, Kind kind) {
    return folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".bin");
  }

  static Writer create(Path folder, Kind kind) throws IOException {
    return new Writer(
        FileChannel.open(
            path(folder, kind),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE),
        new CRC32C());
  }

  /// Goes on after what counts of a file.
  ///
  /// @throws IOException if that is not what was written
  static Writer append(Path folder, Kind kind, ExcerptAbout.@Nullable Sum sum) throws IOException {
    FileChannel channel =
        FileChannel.open(path(folder, kind), StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      CRC32C crc = new CRC32C();
      long bytes = counted(channel, path(folder, kind), sum, crc).limit();
      channel.truncate(bytes);
      channel.position(bytes);
      return new Writer(channel, crc);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// @throws IOException if it is not what was written
  static Reader open(Path folder, Kind kind, ExcerptAbout.@Nullable Sum sum) throws IOException {
    try (FileChannel in = FileChannel.open(path(folder, kind), StandardOpenOption.READ)) {
      ByteBuffer map = counted(in, path(folder, kind), sum, new CRC32C());
      return new Reader(kind, map.order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  private static ByteBuffer counted(
      FileChannel in, Path file, ExcerptAbout.@Nullable Sum sum, CRC32C crc) throws IOException {
    if (sum == null || in.size() < sum.bytes() || sum.bytes() > Integer.MAX_VALUE) {
      throw new IOException("expected another length of " + file);
    }
    ByteBuffer map = in.map(FileChannel.MapMode.READ_ONLY, 0, sum.bytes());
    crc.update(map.duplicate());
    if ((int) crc.getValue() != sum.crc()) {
      throw new IOException("expected another checksum of " + file);
    }
    return map;
  }

  static final class Writer implements AutoCloseable {
    private final OutputStream out;
    private final ByteSink payload = new ByteSink(1 << 10);
    private final ByteSink frame = new ByteSink(FRAME_BYTES);
    private final CRC32C crc;
    private long bytes;

    /// @param crc of what is before in the file
    private Writer(FileChannel file, CRC32C crc) throws IOException {
      bytes = file.position();
      this.crc = crc;
      out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
    }

    void add(Entry entry) {
      payload.restart(0);
      frame.restart(0);
      switch (entry) {
        case Entry.Input i -> {
          Codec.encode(i.stamped().event(), payload);
          head(i.seq(), i.stamped().nanos(), INPUT);
        }
        case Entry.Concluded c -> {
          Codec.encode(c.derived(), payload);
          head(c.seq(), c.nanos(), c.ordinal());
        }
      }
      try {
        put(frame);
        put(payload);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write an excerpt", e);
      }
    }

    private void head(long seq, long nanos, int ordinal) {
      frame.fixed64(seq);
      frame.fixed64(nanos);
      frame.fixed32(ordinal);
      frame.fixed32(payload.size());
    }

    private void put(ByteSink what) throws IOException {
      out.write(what.array(), 0, what.size());
      crc.update(what.array(), 0, what.size());
      bytes += what.size();
    }

    ExcerptAbout.Sum end() throws IOException {
      out.flush();
      return new ExcerptAbout.Sum(bytes, (int) crc.getValue());
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  static final class Reader {
    private final Kind kind;
    private final ByteBuffer map;
    private final ByteSource source = new ByteSource();
    private byte[] payload = new byte[1 << 10];
    private int at;

    private Reader(Kind kind, ByteBuffer map) {
      this.kind = kind;
      this.map = map;
    }

    boolean hasNext() {
      return at < map.limit();
    }

    private long seq() {
      return map.getLong(at);
    }

    private int ordinal() {
      return map.getInt(at + 2 * Long.BYTES);
    }

    boolean before(Reader other) {
      return seq() < other.seq() || seq() == other.seq() && ordinal() < other.ordinal();
    }

    Entry next() {
      int length = map.getInt(at + 2 * Long.BYTES + Integer.BYTES);
      if (length > payload.length) {
        payload = new byte[length];
      }
      map.get(at + FRAME_BYTES, payload, 0, length);
      source.over(payload, 0, length);
      long seq = seq();
      long nanos = map.getLong(at + Long.BYTES);
      int ordinal = ordinal();
      at += FRAME_BYTES + length;
      return ordinal == INPUT
          ? new Entry.Input(new Stamped(seq, nanos, Codec.event(kind.tag(), source)))
          : new Entry.Concluded(seq, ordinal, nanos, Codec.derived(kind.tag(), source));
    }
  }
}
