package dev.warrant.sim.wire;

import static dev.warrant.sim.wire.VenueFixture.SECOND;
import static dev.warrant.sim.wire.VenueFixture.START;
import static dev.warrant.sim.wire.VenueFixture.e8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.exchange.ExchangeRules;
import dev.warrant.sim.exchange.Market;
import dev.warrant.sim.market.Markets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The venue over generated markets: what a client hears can be chained and is the same for the
/// same seed.
class GeneratedVenueTest {
  @Test
  void depthOfAGeneratedMarketChainsFromASnapshot() {
    BinanceVenue venue = venue(5);
    VenueFixture.Ear ear = new VenueFixture.Ear();
    venue.open("/public/stream?streams=btcusdt@depth@100ms", ear, START);
    venue.advance(START + SECOND);
    Reply reply =
        venue.rest("GET", "/fapi/v1/depth", "symbol=BTCUSDT&limit=1000", "", "", START + SECOND);
    long id = Json.read(reply.body()).path("lastUpdateId").asLong();
    venue.advance(START + 5 * SECOND);
    long previous = -1;
    int chained = 0;
    for (JsonNode f : ear.events("depthUpdate")) {
      if (f.path("u").asLong() >= id) {
        if (previous < 0) {
          assertThat(f.path("U").asLong()).isLessThanOrEqualTo(id);
        } else {
          assertThat(f.path("pu").asLong()).isEqualTo(previous);
        }
        previous = f.path("u").asLong();
        chained++;
      }
    }
    assertThat(chained).isGreaterThan(30);
  }

  @Test
  void theSameSeedGivesTheSameBytesInWhateverSteps() {
    assertThat(bytes(7, 250)).isEqualTo(bytes(7, 3));
    assertThat(bytes(7, 250)).isNotEqualTo(bytes(8, 250));
  }

  /// Not decided by time: it states what was measured.
  @Test
  void aMinuteOfTwoMarketsPlaysFasterThanItLasts() {
    BinanceVenue venue = venue(9);
    long[] frames = new long[1];
    FrameSink sink =
        new FrameSink() {
          @Override
          public void frame(byte[] b, int offset, int length) {
            frames[0]++;
          }

          @Override
          public void closed(int code, String why) {}
        };
    venue.open(
        "/stream?streams=btcusdt@depth@100ms/btcusdt@bookTicker/btcusdt@aggTrade"
            + "/btcusdt@markPrice@1s/ethusdt@depth@100ms/ethusdt@bookTicker/ethusdt@aggTrade"
            + "/ethusdt@markPrice@1s",
        sink,
        START);
    long began = Stopwatch.ticks();
    venue.advance(START + 60 * SECOND);
    long nanos = Stopwatch.ticks() - began;
    System.out.printf(
        "venue: 60 s of 2 markets in %.2f s, %d frames, %.3f M/s%n",
        nanos / 1e9, frames[0], frames[0] * 1e3 / nanos);
    assertThat(frames[0]).isGreaterThan(1000);
  }

  private static Digest bytes(long seed, int stepMillis) {
    BinanceVenue venue = venue(seed);
    VenueFixture.Ear ear = new VenueFixture.Ear();
    venue.open(
        "/stream?streams=btcusdt@depth@100ms/btcusdt@bookTicker/ethusdt@aggTrade/btcusdt@kline_1m",
        ear,
        START);
    for (long t = 0; t <= 3 * SECOND; t += stepMillis * 1_000_000L) {
      venue.advance(START + t);
    }
    venue.advance(START + 3 * SECOND);
    return Digest.sha256(String.join("\n", ear.frames));
  }

  private static BinanceVenue venue(long seed) {
    List<Market> markets = new ArrayList<>(Markets.generated(Instruments.standard(), seed, START));
    BinanceVenue venue = new BinanceVenue(markets, ExchangeRules.standard(), START);
    venue.open("alice", VenueFixture.KEY, VenueFixture.SECRET, e8("10000"));
    return venue;
  }
}
