package dev.warrant.sim.market;

import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes sets of markets that belong together.
public final class Markets {
  /// Where generated markets start, by symbol, in 1e-8 USDT.
  private static @Nullable Long startE8(String symbol) {
    return switch (symbol) {
      case "BTCUSDT" -> 6_000_000_000_000L;
      case "ETHUSDT" -> 260_000_000_000L;
      default -> null;
    };
  }

  private Markets() {}

  /// Markets drawn from `seed`, one per instrument, correlated through it.
  ///
  /// @throws IllegalArgumentException if no start price is known for an instrument
  public static List<GeneratedMarket> generated(
      List<Instrument> instruments, long seed, long startNanos) {
    return generated(instruments, FlowParameters.demo(), seed, startNanos);
  }

  /// As above, with other parameters than those of the demonstration.
  ///
  /// @throws IllegalArgumentException if no start price is known for an instrument
  public static List<GeneratedMarket> generated(
      List<Instrument> instruments, FlowParameters parameters, long seed, long startNanos) {
    List<GeneratedMarket> out = new ArrayList<>();
    for (Instrument instrument : instruments) {
      Long startE8 = startE8(instrument.symbol());
      if (startE8 == null) {
        throw new IllegalArgumentException(
            "no start price for "
                + instrument.symbol()
                + ", expected one of BTCUSDT and ETHUSDT\nMaybe make a GeneratedMarket with a price");
      }
      out.add(
          new GeneratedMarket(
              instrument, parameters, seed, instrument.ticksOfE8(startE8), startNanos));
    }
    return out;
  }

  /// Markets that play recordings, one for each symbol in `files`, in the order of `instruments`;
  /// files of one symbol continue each other. All share one [Rebase]: the first event of all
  /// happens at `startNanos`.
  ///
  /// @throws RecordingException if a file is missing or malformed, its symbol is none of
  ///   `instruments`, files of a symbol do not continue each other, or the recordings of two
  ///   symbols have no time in common
  public static List<RecordedMarket> recorded(
      List<Path> files, List<Instrument> instruments, long startNanos) {
    List<RecordedTape> tapes = tapes(files, instruments);
    Rebase rebase = Rebase.of(tapes, startNanos);
    return tapes.stream().map(tape -> new RecordedMarket(tape, rebase)).toList();
  }

  /// The symbol of a recording.
  ///
  /// @throws RecordingException if the file is none, or its symbol is not one of `known`
  public static String symbol(Path file, List<String> known) {
    String symbol = RecordingReader.head(file).symbol();
    if (!known.contains(symbol)) {
      throw new RecordingException(
          file,
          0,
          "symbol "
              + symbol
              + " is unknown, expected one of "
              + known
              + "\nMaybe it is of another market: what is played is USD-M futures");
    }
    return symbol;
  }

  /// The decoded recordings, one for each symbol in `files`, to be played as often as wanted.
  ///
  /// @throws RecordingException as for `recorded`
  public static List<RecordedTape> tapes(List<Path> files, List<Instrument> instruments) {
    TreeMap<String, List<Path>> bySymbol = new TreeMap<>();
    List<String> known = instruments.stream().map(Instrument::symbol).toList();
    for (Path file : files) {
      String symbol = symbol(file, known);
      bySymbol.computeIfAbsent(symbol, _ -> new ArrayList<>()).add(file);
    }
    List<RecordedTape> tapes = new ArrayList<>();
    for (Instrument instrument : instruments) {
      List<Path> own = bySymbol.get(instrument.symbol());
      if (own != null) {
        tapes.add(RecordedTape.load(own, instrument));
      }
    }
    overlap(tapes, files);
    return tapes;
  }

  private static void overlap(List<RecordedTape> tapes, List<Path> files) {
    for (RecordedTape a : tapes) {
      for (RecordedTape b : tapes) {
        if (a.localNanos(0) > b.localNanos(b.size() - 1)) {
          throw new RecordingException(
              files.getFirst(),
              0,
              "the recordings of "
                  + a.instrument().symbol()
                  + " and "
                  + b.instrument().symbol()
                  + " have no time in common\nMaybe play them one after the other");
        }
      }
    }
  }
}
