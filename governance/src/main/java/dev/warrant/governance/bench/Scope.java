package dev.warrant.governance.bench;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.market.Markets;
import dev.warrant.sim.market.Rebase;
import dev.warrant.sim.market.RecordedMarket;
import dev.warrant.sim.market.RecordedTape;
import dev.warrant.sim.wire.Instruments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the rows of one bench share.
public final class Scope {
  /// Simulated time starts here: 2026-01-01T00:00Z.
  static final long START_NANOS = SimVenue.START_NANOS;

  static final long SECOND = 1_000_000_000L;

  private static final String TICKS = "shared/market-data/ticks/binance-usdm";
  private static final List<String> FILES = List.of("btcusdt_20240808.gz", "ethusdt_20240808.gz");

  private final boolean quick;
  private final Path root;
  private final Path scratch;
  private final DeskRules rules;
  private @Nullable List<RecordedTape> tapes;
  private @Nullable Chain chain;

  /// @param root the project's folder
  /// @param scratch an empty folder for what the rows write; the caller deletes it
  public Scope(boolean quick, Path root, Path scratch) {
    this.quick = quick;
    this.root = root;
    this.scratch = scratch;
    Path packs = root.resolve("rules/packs");
    rules = DeskRules.load(packs.resolve("house-policy"), packs.resolve("house-strategy"));
  }

  boolean quick() {
    return quick;
  }

  Path root() {
    return root;
  }

  Path scratch() {
    return scratch;
  }

  /// The shipped packs.
  DeskRules rules() {
    return rules;
  }

  /// The guards of the shipped packs, under demo signatures for these instruments.
  Admissions admissions(List<Instrument> instruments) {
    return StartLicence.demo(rules, root.resolve(".warrant/proofs"), null)
        .admit(rules, instruments);
  }

  /// The recordings; empty if they are not there.
  List<Path> recordings() {
    return Stream.of(root.resolve(TICKS), root.resolve("..").resolve(TICKS))
        .filter(Files::isDirectory)
        .limit(1)
        .flatMap(dir -> FILES.stream().map(dir::resolve))
        .filter(Files::isReadable)
        .toList();
  }

  /// What markets are played, in words.
  String source() {
    return recordings().isEmpty() ? "generated" : "recorded 2024-08-08";
  }

  /// Markets that go on for long: the recordings again and again, or generated ones.
  List<Market> endless() {
    if (recordings().isEmpty()) {
      return new ArrayList<>(Markets.generated(Instruments.standard(), 1, START_NANOS));
    }
    List<RecordedTape> loaded = tapes;
    if (loaded == null) {
      loaded = Markets.tapes(recordings(), Instruments.standard());
      tapes = loaded;
    }
    Rebase rebase = Rebase.of(loaded, START_NANOS);
    List<Market> out = new ArrayList<>();
    for (RecordedTape tape : loaded) {
      out.add(new RecordedMarket(tape, rebase, List.of(), 1_000));
    }
    return out;
  }

  /// A venue with the recordings, or a generated one.
  SimVenue venue(DeskConfig config) {
    SimVenue.Funding funding = new SimVenue.Funding(config.capitalE8(), config.leverage());
    return recordings().isEmpty()
        ? SimVenue.generated(1, START_NANOS, funding)
        : SimVenue.recorded(recordings(), START_NANOS, funding);
  }

  /// One run of the full chain, made when first asked for.
  Chain chain() {
    Chain made = chain;
    if (made == null) {
      made = Chain.run(this);
      chain = made;
    }
    return made;
  }
}
