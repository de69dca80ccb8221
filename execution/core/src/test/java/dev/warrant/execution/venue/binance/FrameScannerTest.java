package dev.warrant.execution.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Instrument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameScannerTest {
  private static final Instrument BTC =
      new Instrument(0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());
  private static final Instrument ETH =
      new Instrument(1, "ETHUSDT", 1_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());
  private static final String DEPTH =
      "{\"stream\":\"btcusdt@depth\",\"data\":{\"e\":\"depthUpdate\",\"E\":5,\"T\":4,\"s\":\"BTCUSDT\","
          + "\"U\":10,\"u\":12,\"pu\":9,\"b\":[[\"60000.10\",\"0.014\"],[\"59999.00\",\"0.000\"]],"
          + "\"a\":[[\"60000.20\",\"1.5\"]]}}";

  private final FrameScanner scanner = new FrameScanner(List.of(BTC, ETH));

  private @Nullable MarketEvent scan(String frame) {
    byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
    return scanner.scan(bytes, 0, bytes.length);
  }

  @Test
  void aDepthUpdateBecomesTicksAndLots() {
    assertThat(scan(DEPTH))
        .isEqualTo(
            new MarketEvent.DepthUpdate(
                0, 10, 12, 9, 5, 4, Levels.of(600_001, 14, 599_990, 0), Levels.of(600_002, 1_500)));
  }

  @Test
  void aPriceOffTheTickIsABadFrame() {
    assertThatThrownBy(() -> scan(DEPTH.replace("60000.10", "60000.15")))
        .isInstanceOf(BadFrame.class)
        .hasMessageContaining("no multiple of the step");
  }

  @Test
  void aMessageOfAnUnknownKindIsPassedOver() {
    assertThat(scan("{\"result\":null,\"id\":1}")).isNull();
    assertThat(scan("{\"e\":\"forceOrder\",\"E\":1,\"o\":{\"s\":\"BTCUSDT\",\"p\":\"1\"}}"))
        .isNull();
  }

  @Test
  void everyTruncationAndEveryChangedByteIsReadOrRefusedButNeverWorse() {
    SeededRandom random = new SeededRandom(7);
    byte[] whole = DEPTH.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut < whole.length; cut++) {
      readOrRefuse(whole, cut);
    }
    for (int n = 0; n < 200_000; n++) {
      byte[] changed = whole.clone();
      for (int k = 0; k <= n % 3; k++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(changed, changed.length);
    }
  }

  private void readOrRefuse(byte[] bytes, int length) {
    try {
      scanner.scan(bytes, 0, length);
    } catch (BadFrame e) {
      assertThat(e).hasMessageStartingWith("BINANCE-FRAME");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "btcusdt_20240808.gz",
        "ethusdt_20240808.gz",
        "btcusdt_20230404.dat.gz",
        "btcusdt_20230405.dat.gz"
      })
  void everyRecordedFrameReadsAsTheTreeParserReadsIt(String file) throws IOException {
    Path path = SharedData.require("market-data/ticks/binance-usdm/" + file);
    int compared = 0;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String frame = line.substring(line.indexOf(' ') + 1);
        if (frame.startsWith("{\"stream\"")) {
          assertThat(scan(frame)).isEqualTo(slow(Json.parse(frame).path("data")));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(10_000);
  }

  private static MarketEvent slow(JsonNode d) {
    Instrument i = d.path("s").asText().equals("BTCUSDT") ? BTC : ETH;
    long event = d.path("E").asLong();
    long time = d.path("T").asLong();
    return switch (d.path("e").asText()) {
      case "depthUpdate" ->
          new MarketEvent.DepthUpdate(
              i.index(),
              d.path("U").asLong(),
              d.path("u").asLong(),
              d.path("pu").asLong(),
              event,
              time,
              levels(i, d.path("b")),
              levels(i, d.path("a")));
      case "bookTicker" ->
          new MarketEvent.BookTicker(
              i.index(),
              d.path("u").asLong(),
              e8(d, "b") / i.tickE8(),
              e8(d, "B") / i.lotE8(),
              e8(d, "a") / i.tickE8(),
              e8(d, "A") / i.lotE8(),
              event,
              time);
      case "trade" ->
          new MarketEvent.Trade(
              i.index(),
              d.path("t").asLong(),
              e8(d, "p") / i.tickE8(),
              e8(d, "q") / i.lotE8(),
              d.path("m").asBoolean(),
              d.path("X").asText().equals("MARKET"),
              event,
              time);
      default ->
          new MarketEvent.MarkPrice(
              i.index(), e8(d, "p"), e8(d, "i"), e8(d, "r"), time, event, false);
    };
  }

  private static long e8(JsonNode d, String field) {
    return Decimals.parseE8(d.path(field).asText());
  }

  private static Levels levels(Instrument i, JsonNode rows) {
    long[] pairs = new long[rows.size() * 2];
    for (int k = 0; k < rows.size(); k++) {
      pairs[2 * k] = Decimals.parseE8(rows.get(k).get(0).asText()) / i.tickE8();
      pairs[2 * k + 1] = Decimals.parseE8(rows.get(k).get(1).asText()) / i.lotE8();
    }
    return Levels.of(pairs);
  }
}
