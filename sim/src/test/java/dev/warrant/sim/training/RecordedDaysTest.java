package dev.warrant.sim.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.model.RegimeModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedDaysTest {
  @Test
  void bothRecordedDaysAreFoundAndBelievedAboutEverySecond() throws IOException {
    Path folder = SharedData.require("market-data/ticks/binance-usdm");
    RegimeModel model =
        RegimeModel.load(SharedData.root().resolve("rules/packs/house-strategy/models"));

    List<RecordedDays.Day> days = RecordedDays.in(folder);
    assertThat(days.stream().map(d -> d.first().toString()))
        .containsExactly("2023-04-04", "2024-08-08");
    assertThat(days.getFirst().files()).hasSize(2);
    assertThat(days.getLast().instruments().stream().map(Instrument::symbol))
        .containsExactly("BTCUSDT", "ETHUSDT");

    List<Watched> seen = RecordedDays.believe(model, days.getLast());
    assertThat(seen).hasSize(2);
    for (Watched w : seen) {
      assertThat(w.beliefs()).isBetween(320, 345);
      assertThat(w.minutes()).hasSizeBetween(6, 7);
      assertThat(w.regimes().stream().mapToInt(Watched.Share::beliefs).sum())
          .isEqualTo(w.beliefs());
      assertThat(w.probability()).isBetween(0.25, 1.0);
      assertThat(w.driftMostPpm()).isPositive();
    }
    assertThat(RecordedDays.believe(model, days.getLast())).isEqualTo(seen);
  }
}
