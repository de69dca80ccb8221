package dev.warrant.governance.excerpt;

import dev.warrant.governance.excerpt.ExcerptAbout.Part;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Records of one kind. Each is its number, its time, its place among the conclusions of its input
/// (-1 for an input), its length, and its payload as the journal has it; all little-endian. A file
/// is checked in parts, so that it may be longer than a buffer, and whoever adds to it reads only
/// its end.
final class ExcerptFile {
  private static final int FRAME_BYTES = 24;
  private static final int INPUT = -1;

  /// A part that is as long gets no further records.
  private static final int PART_BYTES = 1 << 25;

  private ExcerptFile() {}

  private static Path path(Path folder, Kind kind) {
    return folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".bin");
  }

  static Writer create(Path folder, Kind kind) throws IOException {
    return create(folder, kind, PART_BYTES);
  }

  /// @param part how long parts become
  static Writer create(Path folder, Kind kind, int part) throws IOException {
    return new Writer(
        FileChannel.open(
            path(folder, kind),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE),
        List.of(),
        new CRC32C(),
        part);
  }

  /// Goes on after what counts of a file.
  ///
  /// @throws IOException if its last part is not what was written
  static Writer append(Path folder, Kind kind, @Nullable List<Part> parts) throws IOException {
    return append(folder, kind, parts, PART_BYTES);
  }

  static Writer append(Path folder, Kind kind, @Nullable List<Part> parts, int part)
      throws IOException {
    FileChannel channel =
        FileChannel.open(path(folder, kind), StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      long bytes = bytes(channel, path(folder, kind), parts);
      CRC32C crc = new CRC32C();
      if (parts != null && !parts.isEmpty()) {
        Part last = parts.getLast();
        counted(channel, path(folder, kind), bytes - last.bytes(), last, crc);
      }
      channel.truncate(bytes);
      channel.position(bytes);
      return new Writer(channel, parts == null ? List.of() : parts, crc, part);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// @throws IOException if it is not what was written
  static Reader open(Path folder, Kind kind, @Nullable List<Part> parts) throws IOException {
    Path file = path(folder, kind);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      bytes(in, file, parts);
      List<ByteBuffer> out = new ArrayList<>();
      long from = 0;
      for (Part part : parts == null ? List.<Part>of() : parts) {
        out.add(counted(in, file, from, part, new CRC32C()).order(ByteOrder.LITTLE_ENDIAN));
        from += part.bytes();
      }
      return new Reader(kind, out);
    }
  }

  /// How much of a file counts.
  private static long bytes(FileChannel in, Path file, @Nullable List<Part> parts)
      throws IOException {
    if (parts == null || in.size() < Part.bytes(parts)) {
      throw new IOException("expected another length of " + file);
    }
    return Part.bytes(parts);
  }

  private static ByteBuffer counted(FileChannel in, Path file, long from, Part part, CRC32C crc)
      throws IOException {
    ByteBuffer map = in.map(FileChannel.MapMode.READ_ONLY, from, part.bytes());
    crc.update(map.duplicate());
    if ((int) crc.getValue() != part.crc()) {
      throw new IOException("expected another checksum of " + file);
    }
    return map;
  }

  static final class Writer implements AutoCloseable {
    private final OutputStream out;
    private final ByteSink payload = new ByteSink(1 << 10);
    private final ByteSink frame = new ByteSink(FRAME_BYTES);
    private final List<Part> parts = new ArrayList<>();
    private final CRC32C crc;
    private final int most;
    private long bytes;

    /// @param before what is in the file
    /// @param crc of the last part of that, which is gone on with
    private Writer(FileChannel file, List<Part> before, CRC32C crc, int most) {
      parts.addAll(before);
      bytes = before.isEmpty() ? 0 : parts.removeLast().bytes();
      this.crc = crc;
      this.most = most;
      out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
    }

    void add(Entry entry) {
      if (bytes >= most) {
        part();
      }
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

    private void part() {
      if (bytes > 0) {
        parts.add(new Part(bytes, (int) crc.getValue()));
        crc.reset();
        bytes = 0;
      }
    }

    /// Writes out what was added; nothing comes after.
    List<Part> end() throws IOException {
      out.flush();
      part();
      return List.copyOf(parts);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  static final class Reader {
    private final Kind kind;
    private final Iterator<ByteBuffer> parts;
    private ByteBuffer map = ByteBuffer.allocate(0);
    private final ByteSource source = new ByteSource();
    private byte[] payload = new byte[1 << 10];
    private int at;

    private Reader(Kind kind, List<ByteBuffer> parts) {
      this.kind = kind;
      this.parts = parts.iterator();
    }

    boolean hasNext() {
      while (at == map.limit() && parts.hasNext()) {
        map = parts.next();
        at = 0;
      }
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
