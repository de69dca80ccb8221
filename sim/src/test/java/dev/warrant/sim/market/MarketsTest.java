package dev.warrant.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketsTest {
  private static final long START = 1_750_000_000_000_000_000L;
  private static final List<Instrument> BOTH = List.of(Instruments.BTC, Instruments.ETH);

  @Test
  void bothRecordingsOfADayShareOneOrigin() {
    List<RecordedMarket> markets =
        Markets.recorded(
            List.of(
                Instruments.ticks("ethusdt_20240808.gz"), Instruments.ticks("btcusdt_20240808.gz")),
            BOTH,
            START);
    assertThat(markets).extracting(RecordedMarket::instrument).containsExactlyElementsOf(BOTH);
    assertThat(markets.get(0).nextNanos()).isEqualTo(START);
    assertThat(markets.get(1).nextNanos())
        .isEqualTo(START + 1_723_161_255_088_156_767L - 1_723_161_255_030_314_667L);
  }

  @Test
  void continuationFilesAreOrderedByTheirTimes() {
    List<Path> files =
        List.of(
            Instruments.ticks("btcusdt_20230405.dat.gz"),
            Instruments.ticks("btcusdt_20230404.dat.gz"));
    RecordedMarket market = Markets.recorded(files, BOTH, START).getFirst();
    Counter out = new Counter();
    market.advance(Long.MAX_VALUE, out);
    assertThat(out.events).isEqualTo(73_764);
  }

  @Test
  void unusableSetsOfFilesAreNamed() {
    Path btc = Instruments.ticks("btcusdt_20240808.gz");
    refused(List.of(Path.of("nowhere.gz")), BOTH, "nowhere.gz: no such file");
    refused(List.of(btc), List.of(Instruments.ETH), "symbol BTCUSDT is unknown");
    refused(List.of(btc, btc), BOTH, "Maybe two recordings overlap");
    refused(List.of(Instruments.ticks("btcusdt_20230404.dat.gz"), btc), BOTH, "is missing");
    refused(
        List.of(
            Instruments.ticks("btcusdt_20230404.dat.gz"), Instruments.ticks("ethusdt_20240808.gz")),
        BOTH,
        "no time in common");
  }

  private static void refused(List<Path> files, List<Instrument> instruments, String why) {
    assertThatThrownBy(() -> Markets.recorded(files, instruments, START))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(why);
  }
}
