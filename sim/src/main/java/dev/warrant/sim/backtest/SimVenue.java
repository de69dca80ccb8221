package dev.warrant.sim.backtest;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.market.HeardMarket;
import dev.warrant.sim.market.Markets;
import dev.warrant.sim.market.RecordedMarket;
import dev.warrant.sim.wire.BinanceVenue;
import dev.warrant.sim.wire.Instruments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A simulated venue with its markets and one funded account, ready to be served or stepped.
///
/// @param declared what a market had to substitute or assume, one sentence each
public record SimVenue(
    BinanceVenue venue, List<Market> markets, List<Instrument> instruments, List<String> declared) {
  /// When simulated time starts in backtests, unless somebody says otherwise: 2026-01-01T00:00Z.
  public static final long START_NANOS = 1_767_225_600_000_000_000L;

  /// Key of the account every simulated venue opens.
  public static final String API_KEY = "warrant-demo-key";

  /// Its secret; good for the simulator only.
  public static final String SECRET = "warrant-demo-secret";

  private static final List<String> PLAYED = List.of("BTCUSDT", "ETHUSDT");

  public SimVenue {
    markets = List.copyOf(markets);
    instruments = List.copyOf(instruments);
    declared = List.copyOf(declared);
  }

  /// A venue with generated BTCUSDT and ETHUSDT.
  public static SimVenue generated(long seed, long startNanos, Funding funding) {
    List<Instrument> instruments = Instruments.standard();
    List<Market> markets = new ArrayList<>(Markets.generated(instruments, seed, startNanos));
    return open(markets, List.of("market generated from seed " + seed), startNanos, funding);
  }

  /// A venue that plays recordings.
  ///
  /// @throws dev.warrant.sim.market.RecordingException naming file and line of what is no recording
  public static SimVenue recorded(List<Path> files, long startNanos, Funding funding) {
    List<Instrument> instruments = known(files);
    List<RecordedMarket> markets = Markets.recorded(files, instruments, startNanos);
    List<String> declared = markets.stream().map(RecordedMarket::declared).toList();
    return open(new ArrayList<>(markets), declared, startNanos, funding);
  }

  /// A venue that plays what a desk heard; its instruments are those of that desk. To be played
  /// from [HeardMarket#startNanos].
  public static SimVenue heard(HeardMarket heard, Funding funding) {
    List<RecordedMarket> markets = heard.markets();
    List<String> declared = new ArrayList<>(heard.declared());
    markets.forEach(market -> declared.add(market.declared()));
    return open(new ArrayList<>(markets), declared, heard.startNanos(), funding);
  }

  /// Whether no market will ever move again.
  public boolean over() {
    return markets.stream().allMatch(m -> m.nextNanos() == Long.MAX_VALUE);
  }

  /// The instruments the files are about, numbered from 0 in the house's order.
  private static List<Instrument> known(List<Path> files) {
    TreeSet<String> symbols = new TreeSet<>();
    files.forEach(file -> symbols.add(Markets.symbol(file, PLAYED)));
    List<Instrument> out = new ArrayList<>();
    if (symbols.contains("BTCUSDT")) {
      out.add(Instruments.btcUsdt(out.size()));
    }
    if (symbols.contains("ETHUSDT")) {
      out.add(Instruments.ethUsdt(out.size()));
    }
    return out;
  }

  /// The account's money and leverage.
  public record Funding(@E8 long walletE8, int leverage) {}

  private static SimVenue open(
      List<Market> markets, List<String> declared, long startNanos, Funding funding) {
    BinanceVenue venue = new BinanceVenue(markets, ExchangeRules.standard(), startNanos);
    Account account = venue.open("desk", API_KEY, SECRET, funding.walletE8());
    for (Listing listing : venue.exchange().listings()) {
      venue.exchange().leverage(account, listing, funding.leverage(), startNanos);
    }
    return new SimVenue(
        venue, markets, markets.stream().map(Market::instrument).toList(), declared);
  }
}
