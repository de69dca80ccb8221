package dev.warrant.sim.training;

import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.model.RegimeModel;
import dev.warrant.sim.market.Markets;
import dev.warrant.sim.market.Rebase;
import dev.warrant.sim.market.RecordedMarket;
import dev.warrant.sim.market.RecordedTape;
import dev.warrant.sim.wire.Instruments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Raw recordings in a folder, `<symbol>_<yyyymmdd>.gz` or `.dat.gz`, gathered into days to be
/// played: files of consecutive dates and of all known symbols belong together.
final class RecordedDays {
  private static final Pattern NAME = Pattern.compile("([a-z]+)_(\\d{8})(\\.dat)?\\.gz");

  private RecordedDays() {}

  /// What belongs together.
  record Day(LocalDate first, List<Path> files, List<Instrument> instruments) {}

  /// The days in a folder, oldest first; none if it is missing or holds nothing known.
  ///
  /// @throws IOException if it cannot be listed
  static List<Day> in(@Nullable Path folder) throws IOException {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    TreeMap<LocalDate, List<Path>> byDate = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && place(name.group(1)) >= 0) {
          LocalDate date = LocalDate.parse(name.group(2), DateTimeFormatter.BASIC_ISO_DATE);
          byDate.computeIfAbsent(date, _ -> new ArrayList<>()).add(file);
        }
      }
    }
    List<Day> days = new ArrayList<>();
    for (LocalDate date : byDate.keySet()) {
      if (!byDate.containsKey(date.minusDays(1))) {
        List<Path> files = new ArrayList<>();
        for (LocalDate d = date; byDate.containsKey(d); d = d.plusDays(1)) {
          files.addAll(byDate.getOrDefault(d, List.of()));
        }
        days.add(new Day(date, files, instruments(files)));
      }
    }
    return days;
  }

  private static int place(String symbol) {
    List<Instrument> known = Instruments.standard();
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).symbol().equalsIgnoreCase(symbol)) {
        return i;
      }
    }
    return -1;
  }

  private static List<Instrument> instruments(List<Path> files) {
    TreeSet<Integer> places = new TreeSet<>();
    for (Path file : files) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (name.matches()) {
        places.add(place(name.group(1)));
      }
    }
    List<Instrument> out = new ArrayList<>();
    for (int place : places) {
      out.add(place == 0 ? Instruments.btcUsdt(out.size()) : Instruments.ethUsdt(out.size()));
    }
    return out;
  }

  /// Plays a day as a desk would have heard it and says what the model believed.
  ///
  /// @throws dev.warrant.sim.market.RecordingException if a file cannot be used
  static List<Watched> believe(RegimeModel model, Day day) {
    List<RecordedTape> tapes = Markets.tapes(day.files, day.instruments);
    long start = tapes.stream().mapToLong(RecordedTape::naturalStartNanos).min().orElseThrow();
    Rebase rebase = Rebase.of(tapes, start);
    List<RecordedMarket> markets =
        tapes.stream().map(tape -> new RecordedMarket(tape, rebase)).toList();
    BeliefLog log = new BeliefLog(model, day.instruments.stream().map(Instrument::symbol).toList());
    new Listening(markets, Delay.none(), log.classifier(), log).listen(start, Long.MAX_VALUE);
    return log.watched(day.first.toString());
  }
}
