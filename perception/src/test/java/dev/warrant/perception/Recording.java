package dev.warrant.perception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Instrument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The raw recordings under `market-data/ticks`, read straight from JSON.
public enum Recording {
  BTC_2023(
      "binance-usdm_BTCUSDT_2023-04-04_05",
      10_000_000L,
      100_000L,
      16_108,
      "binance-usdm/btcusdt_20230404.dat.gz",
      "binance-usdm/btcusdt_20230405.dat.gz"),
  BTC_2024(
      "binance-usdm_BTCUSDT_2024-08-08",
      10_000_000L,
      100_000L,
      6_545,
      "binance-usdm/btcusdt_20240808.gz"),
  ETH_2024(
      "binance-usdm_ETHUSDT_2024-08-08",
      1_000_000L,
      100_000L,
      6_579,
      "binance-usdm/ethusdt_20240808.gz"),
  COINM_2024(
      "binance-coinm_BTCUSD_PERP_2024-08-08_09",
      10_000_000L,
      100_000_000L,
      44_770,
      "binance-coinm/btcusd_perp_20240808.gz",
      "binance-coinm/btcusd_perp_20240809.gz");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String reference;
  private final long tickE8;
  private final long lotE8;
  private final int comparable;
  private final List<String> files;

  Recording(String reference, long tickE8, long lotE8, int comparable, String... files) {
    this.reference = reference;
    this.tickE8 = tickE8;
    this.lotE8 = lotE8;
    this.comparable = comparable;
    this.files = List.of(files);
  }

  /// A message with the time it was received.
  public record Received(long nanos, MarketEvent event) {}

  /// Applied depth events that lie between two book tickers by update id, so that the earlier of
  /// the two is known to be the venue's best quote after them.
  public int comparable() {
    return comparable;
  }

  /// The instrument at a place in the list.
  public Instrument instrument(int index) {
    return new Instrument(
        index, name(), tickE8, lotE8, 1, 1_000_000_000L, 500_000_000L, 200, 500, List.of());
  }

  /// A price or quantity in a reference table as ticks.
  public long ticks(String text) {
    return exact(text, tickE8);
  }

  /// The same as lots.
  public long lots(String text) {
    return exact(text, lotE8);
  }

  /// A reference table, header line left out.
  public List<String[]> table(String kind) {
    Path file = SharedData.require("market-data/reference/ticks/" + reference + "." + kind);
    try {
      return Files.readAllLines(file).stream().skip(1).map(l -> l.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All messages in the order received.
  public List<Received> read(int instrument) {
    List<Received> all = new ArrayList<>();
    for (String file : files) {
      Path path = SharedData.require("market-data/ticks/" + file);
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          int space = line.indexOf(' ');
          long scale = space == 16 ? 1000 : 1;
          long nanos = Long.parseLong(line, 0, space, 10) * scale;
          all.add(new Received(nanos, parse(instrument, JSON.readTree(line.substring(space + 1)))));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private MarketEvent parse(int i, JsonNode node) {
    JsonNode d = node.path("data");
    return switch (d.path("e").asText("snapshot")) {
      case "snapshot" ->
          new MarketEvent.DepthSnapshot(
              i,
              node.get("lastUpdateId").asLong(),
              node.get("E").asLong(),
              levels(node.get("bids")),
              levels(node.get("asks")));
      case "depthUpdate" ->
          new MarketEvent.DepthUpdate(
              i,
              d.get("U").asLong(),
              d.get("u").asLong(),
              d.get("pu").asLong(),
              d.get("E").asLong(),
              d.get("T").asLong(),
              levels(d.get("b")),
              levels(d.get("a")));
      case "bookTicker" ->
          new MarketEvent.BookTicker(
              i,
              d.get("u").asLong(),
              ticks(d.get("b").asText()),
              lots(d.get("B").asText()),
              ticks(d.get("a").asText()),
              lots(d.get("A").asText()),
              d.get("E").asLong(),
              d.get("T").asLong());
      case "trade" ->
          new MarketEvent.Trade(
              i,
              d.get("t").asLong(),
              ticks(d.get("p").asText()),
              lots(d.get("q").asText()),
              d.get("m").asBoolean(),
              d.get("X").asText().equals("MARKET"),
              d.get("E").asLong(),
              d.get("T").asLong());
      case "markPriceUpdate" ->
          new MarketEvent.MarkPrice(
              i,
              Decimals.parseE8(d.get("p").asText()),
              Decimals.parseE8(d.get("i").asText()),
              Decimals.parseE8(d.get("r").asText()),
              d.get("T").asLong(),
              d.get("E").asLong(),
              false);
      default -> throw new IllegalArgumentException("unknown message " + d);
    };
  }

  private Levels levels(JsonNode side) {
    long[] pairs = new long[2 * side.size()];
    for (int i = 0; i < side.size(); i++) {
      pairs[2 * i] = ticks(side.get(i).get(0).asText());
      pairs[2 * i + 1] = lots(side.get(i).get(1).asText());
    }
    return Levels.of(pairs);
  }

  private static long exact(String text, long stepE8) {
    long e8 = Decimals.parseE8(text);
    if (e8 % stepE8 != 0) {
      throw new IllegalArgumentException(text + " is no multiple of " + stepE8 + "e-8");
    }
    return e8 / stepE8;
  }
}
