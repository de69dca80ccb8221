package dev.warrant.sim.market;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The lines of a plain or gzipped file as ranges of one reused byte buffer. The byte after each
/// line is always a newline, so that a scanner needs no bounds checks.
final class LineSource implements AutoCloseable {
  private static final int MAX_LINE = 64 << 20;

  private final Path file;
  private final InputStream in;
  private byte[] buf = new byte[1 << 18];
  private int from;
  private int to;
  private int filled;
  private long line;
  private boolean ended;

  private LineSource(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  static LineSource open(Path file) {
    InputStream raw = null;
    try {
      raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return new LineSource(file, gzip ? new GZIPInputStream(raw, 1 << 16) : raw);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new RecordingException(file, 0, "no such file", e);
    } catch (IOException e) {
      closeQuietly(raw, e);
      throw new RecordingException(file, 0, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static void closeQuietly(@Nullable InputStream in, IOException first) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      first.addSuppressed(e);
    }
  }

  /// Moves to the next line; false at the end of the file.
  boolean next() {
    from = line == 0 ? 0 : to + 1;
    int scan = from;
    while (true) {
      for (int i = scan; i < filled; i++) {
        if (buf[i] == '\n') {
          return found(i);
        }
      }
      if (ended) {
        return false;
      }
      scan = filled - from;
      fill();
    }
  }

  private boolean found(int at) {
    to = at;
    line++;
    return true;
  }

  private void fill() {
    System.arraycopy(buf, from, buf, 0, filled - from);
    filled -= from;
    from = 0;
    if (filled + 1 >= buf.length) {
      if (buf.length >= MAX_LINE) {
        throw new RecordingException(file, line + 1, "a line longer than " + MAX_LINE + " bytes");
      }
      buf = Arrays.copyOf(buf, buf.length * 2);
    }
    try {
      int n = in.read(buf, filled, buf.length - filled - 1);
      if (n < 0) {
        ended = true;
        if (filled > 0 && buf[filled - 1] != '\n') {
          buf[filled++] = '\n';
        }
      } else {
        filled += n;
      }
    } catch (IOException e) {
      throw new RecordingException(file, line + 1, "cannot be read on: " + e.getMessage(), e);
    }
  }

  Path file() {
    return file;
  }

  byte[] buffer() {
    return buf;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// Number of the current line, from 1.
  long line() {
    return line;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new RecordingException(file, line, "cannot be closed: " + e.getMessage(), e);
    }
  }
}
