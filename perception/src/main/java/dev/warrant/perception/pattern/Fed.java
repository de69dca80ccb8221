package dev.warrant.perception.pattern;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// An event as an engine is fed it that tells its windows: the columns of the [PatternEvent], and
/// beside them, out of any pattern's reach, where it came from. Public only for the classes that
/// the engine makes.
public sealed interface Fed {
  /// The event.
  PatternEvent event();

  /// Where it came from.
  Origin origin();

  /// Where an event came from.
  ///
  /// @param order place in what the engine was fed, from 1
  /// @param seq the input it came with
  /// @param since the first input it can tell of; `seq` but for a pulse
  /// @param nanos its time
  record Origin(long order, long seq, long since, long nanos) {}

  /// A book.
  record Book(PatternEvent.Book event, Origin origin) implements Fed {
    public int instrument() {
      return event.instrument();
    }

    public @Ticks long bid() {
      return event.bid();
    }

    public @Ticks long ask() {
      return event.ask();
    }

    public long spreadCenti() {
      return event.spreadCenti();
    }

    public long normalCenti() {
      return event.normalCenti();
    }

    public int changes() {
      return event.changes();
    }
  }

  /// A trade.
  record Trade(PatternEvent.Trade event, Origin origin) implements Fed {
    public int instrument() {
      return event.instrument();
    }

    public @Ticks long price() {
      return event.price();
    }

    public @Lots long lots() {
      return event.lots();
    }

    public int sell() {
      return event.sell();
    }
  }

  /// The end of a second.
  record Pulse(PatternEvent.Pulse event, Origin origin) implements Fed {
    public int instrument() {
      return event.instrument();
    }

    public long ageMicros() {
      return event.ageMicros();
    }

    public long midCenti() {
      return event.midCenti();
    }

    public long noiseCenti() {
      return event.noiseCenti();
    }

    public long changes() {
      return event.changes();
    }

    public long trades() {
      return event.trades();
    }
  }
}
