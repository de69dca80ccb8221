package dev.warrant.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {
  private static final String TRADE =
      "1723161255088176367 {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":11,\"T\":10,"
          + "\"s\":\"BTCUSDT\",\"t\":7,\"p\":\"61800.30\",\"q\":\"0.006\",\"X\":\"MARKET\",\"m\":false}}";

  @TempDir Path dir;

  private Path file(String... lines) throws IOException {
    return Files.writeString(dir.resolve("r.gz"), String.join("\n", lines));
  }

  private static List<MarketEvent> read(Path file) {
    List<MarketEvent> out = new ArrayList<>();
    try (RecordingReader in = RecordingReader.open(file, Instruments.BTC)) {
      while (in.next()) {
        out.add(in.event());
      }
    }
    return out;
  }

  @Test
  void everyKindOfLineBecomesItsEvent() throws IOException {
    Path file =
        file(
            TRADE,
            "1723161255088176368 {\"stream\":\"x\",\"data\":{\"e\":\"bookTicker\",\"u\":5,\"s\":\"BTCUSDT\","
                + "\"b\":\"61800.20\",\"B\":\"2.507\",\"a\":\"61800.30\",\"A\":\"2.510\",\"T\":3,\"E\":4}}",
            "1723161255088176369 {\"stream\":\"x\",\"data\":{\"e\":\"depthUpdate\",\"E\":2,\"T\":1,\"s\":"
                + "\"BTCUSDT\",\"U\":10,\"u\":12,\"pu\":9,\"b\":[[\"61800.20\",\"0.000\"]],\"a\":[]}}",
            "1723161255088176370 {\"stream\":\"x\",\"data\":{\"e\":\"markPriceUpdate\",\"E\":5,\"s\":"
                + "\"BTCUSDT\",\"p\":\"28147.27373413\",\"P\":\"1\",\"i\":\"28159.7\",\"r\":\"-0.00002754\","
                + "\"T\":8}}",
            "1723161255088176371 {\"lastUpdateId\": 11, \"E\": 6, \"T\": 5, \"bids\": [[\"1.00\", \"2.5\"]],"
                + " \"asks\": [[\"1.10\", \"1\"], [\"2.0\", \"3\"]]}");

    assertThat(read(file))
        .containsExactly(
            new MarketEvent.Trade(0, 7, 618_003, 6, false, true, 11, 10),
            new MarketEvent.BookTicker(0, 5, 618_002, 2507, 618_003, 2510, 4, 3),
            new MarketEvent.DepthUpdate(0, 10, 12, 9, 2, 1, Levels.of(618_002, 0), Levels.NONE),
            new MarketEvent.MarkPrice(
                0, 2_814_727_373_413L, 2_815_970_000_000L, -2754, 8, 5, false),
            new MarketEvent.DepthSnapshot(
                0, 11, 6, Levels.of(10, 2500), Levels.of(11, 1000, 20, 3000)));
  }

  @Test
  void microsecondsAndNanosecondsAreToldApart() throws IOException {
    Path file = file(TRADE.replace("1723161255088176367", "1680652700423575"), TRADE);
    try (RecordingReader in = RecordingReader.open(file, Instruments.BTC)) {
      in.next();
      assertThat(in.localNanos()).isEqualTo(1_680_652_700_423_575_000L);
      in.next();
      assertThat(in.localNanos()).isEqualTo(1_723_161_255_088_176_367L);
      assertThat(in.next()).isFalse();
    }
  }

  @Test
  void aBadLineIsNamedByFileAndLine() throws IOException {
    for (String[] bad :
        new String[][] {
          {TRADE.substring(0, 90), "expected"},
          {TRADE.replace("61800.30", "61800.33"), "not a multiple of the tick"},
          {TRADE.replace("0.006", "0.0065"), "not a multiple of the lot"},
          {TRADE.replace("\"t\":7,", ""), "no field \"t\""},
          {TRADE.replace("BTCUSDT", "ETHUSDT"), "symbol ETHUSDT, expected BTCUSDT"},
          {TRADE.replace("\"e\":\"trade\"", "\"e\":\"aggTrade\""), "event \"aggTrade\""},
          {TRADE.replace("61800.30", "x6180.30"), "decimal"},
          {TRADE + "}", "the end of the line"},
          {TRADE.substring(8), "local time"},
          {"", "an integer"}
        }) {
      Path file = file(TRADE, bad[0], TRADE);
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(RecordingException.class)
          .hasMessageStartingWith(file + ":2: ")
          .hasMessageContaining(bad[1]);
    }
  }

  @Test
  void aTruncatedArchiveIsNamed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 1000; i++) {
        out.write((TRADE + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    Path file = Files.write(dir.resolve("half.gz"), half);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("cannot be read on");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> read(dir.resolve("none.gz")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("no such file");
  }
}
