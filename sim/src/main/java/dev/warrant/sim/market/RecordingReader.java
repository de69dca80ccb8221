package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads one raw recording (plain or gzipped), event by event, in the order of arrival:
///
/// ```
/// try (RecordingReader in = RecordingReader.open(file, instrument)) {
///   while (in.next()) { use(in.localNanos(), in.event()); }
/// }
/// ```
///
/// The recorder's local time is in microseconds or nanoseconds since the epoch, which its size
/// tells. A line that cannot be read ends the reading with a [RecordingException].
public final class RecordingReader implements AutoCloseable {
  private final LineSource lines;
  private final RecordingLine decoder;
  private @Nullable MarketEvent event;

  private RecordingReader(LineSource lines, Instrument instrument) {
    this.lines = lines;
    decoder = new RecordingLine(instrument);
  }

  /// Opens a recording of `instrument`.
  ///
  /// @throws RecordingException if there is no such file or it cannot be read
  public static RecordingReader open(Path file, Instrument instrument) {
    return new RecordingReader(LineSource.open(file), instrument);
  }

  /// Moves to the next event; false at the end.
  ///
  /// @throws RecordingException if the line is malformed or of another symbol
  public boolean next() {
    event = null;
    if (!lines.next()) {
      return false;
    }
    try {
      event = decoder.read(lines.buffer(), lines.from(), lines.to());
      return true;
    } catch (LineCursor.Malformed e) {
      throw new RecordingException(lines.file(), lines.line(), String.valueOf(e.getMessage()), e);
    }
  }

  /// The recorder's time of the current event, nanoseconds since the epoch by its own clock.
  public long localNanos() {
    return decoder.localNanos();
  }

  /// The current event, in ticks, lots and 1e-8.
  ///
  /// @throws IllegalStateException before the first and after the last `next`
  public MarketEvent event() {
    if (event == null) {
      throw new IllegalStateException("no current event: call next() and look at its answer");
    }
    return event;
  }

  /// Number of the current line, from 1.
  public long line() {
    return lines.line();
  }

  @Override
  public void close() {
    lines.close();
  }

  /// The symbol of a recording and the local time of its first line.
  public record Head(Path file, String symbol, long firstLocalNanos) {}

  /// Looks at the first lines of a recording.
  public static Head head(Path file) {
    try (LineSource in = LineSource.open(file)) {
      long first = 0;
      while (in.next() && in.line() <= 1000) {
        String text =
            new String(in.buffer(), in.from(), in.to() - in.from(), StandardCharsets.UTF_8);
        int space = text.indexOf(' ');
        if (first == 0 && space > 0 && text.substring(0, space).matches("\\d{16}|1\\d{18}")) {
          first = Long.parseLong(text.substring(0, space)) * (space <= 16 ? 1_000 : 1);
        }
        int at = text.indexOf("\"s\":\"");
        int end = at < 0 ? -1 : text.indexOf('"', at + 5);
        if (end > 0 && first > 0) {
          return new Head(file, text.substring(at + 5, end), first);
        }
      }
      throw new RecordingException(
          file, in.line(), "no line `<local time> <JSON>` with a symbol in it");
    }
  }
}
