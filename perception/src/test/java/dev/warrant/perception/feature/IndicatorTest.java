package dev.warrant.perception.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Decimals;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNumFactory;

class IndicatorTest {
  @ParameterizedTest
  @ValueSource(strings = {"BTCUSDT", "ETHUSDT"})
  void indicatorsOnDailyBarsEqualTheReference(String symbol) throws IOException {
    Bars bars = new Bars();
    Ema ema20 = new Ema(20);
    int compared = 0;
    List<String> lines =
        Files.readAllLines(
            SharedData.require(
                "market-data/reference/" + symbol + "_1h_to_1d_with_indicators.csv"));
    long minute = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      long close = cents(row[4]);
      bars.add(new Bar(minute, cents(row[1]), cents(row[2]), cents(row[3]), close, 0, 0, 0, true));
      minute += Bar.MS;
      ema20.add((double) close);
      if (!row[8].isEmpty()) {
        close(bars.rsi.value(), row[8], 1);
        close(bars.atr.value(), row[9], 100);
      }
      if (!row[6].isEmpty()) {
        close(bars.closes.mean(20), row[6], 100);
        close(ema20.value(), row[7], 100);
        close(bars.closes.mean(20) + 2 * bars.closes.deviation(20), row[10], 100);
        close(bars.closes.mean(20) - 2 * bars.closes.deviation(20), row[11], 100);
        close(bars.highs.max(20), row[12], 100);
        close(bars.lows.min(20), row[13], 100);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(2000);
  }

  private static void close(double found, String expected, int scale) {
    double value = Double.parseDouble(expected) * scale;
    assertThat(found).isCloseTo(value, within(Math.abs(value) * 1e-9));
  }

  private static long cents(String price) {
    return Decimals.parseE8(price) / 1_000_000;
  }

  @Test
  void indicatorsEqualThoseOfTa4j() {
    SeededRandom random = new SeededRandom(11);
    BarSeries series =
        new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
    Bars own = new Bars();
    long close = 100_000;
    Instant end = Instant.EPOCH;
    for (int i = 0; i < 2000; i++) {
      long open = close;
      close += Math.round(50 * random.nextGaussian());
      long high = Math.max(open, close) + random.nextInt(30);
      long low = Math.min(open, close) - random.nextInt(30);
      end = end.plus(Duration.ofMinutes(1));
      series
          .barBuilder()
          .timePeriod(Duration.ofMinutes(1))
          .endTime(end)
          .openPrice(open)
          .highPrice(high)
          .lowPrice(low)
          .closePrice(close)
          .volume(1)
          .add();
      own.add(new Bar(i * Bar.MS, open, high, low, close, 1, 1, 1, true));
    }
    ClosePriceIndicator price = new ClosePriceIndicator(series);
    int last = 1999;
    near(own.rsi.value(), new RSIIndicator(price, 14).getValue(last).doubleValue());
    near(own.atr.value(), new ATRIndicator(series, 14).getValue(last).doubleValue());
    near(own.fast.value(), new EMAIndicator(price, 12).getValue(last).doubleValue());
    near(own.slow.value(), new EMAIndicator(price, 26).getValue(last).doubleValue());
    double mean = new SMAIndicator(price, 20).getValue(last).doubleValue();
    double deviation = new StandardDeviationIndicator(price, 20).getValue(last).doubleValue();
    near(own.closes.score(20), (close - mean) / deviation);
    near(
        own.highs.max(20),
        new HighestValueIndicator(new HighPriceIndicator(series), 20).getValue(last).doubleValue());
  }

  private static void near(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(Math.abs(expected) * 1e-9));
  }
}
