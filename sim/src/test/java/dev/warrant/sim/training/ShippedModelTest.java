package dev.warrant.sim.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.model.RegimeModel;
import dev.warrant.perception.model.ScoreReport;
import dev.warrant.sim.market.FlowParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The model in the house strategy.
class ShippedModelTest {
  private static final Path FOLDER = SharedData.root().resolve("rules/packs/house-strategy/models");

  @Test
  void itsFilesBelongTogetherAndTakeOurFeatures() throws IOException {
    RegimeModel model = RegimeModel.load(FOLDER);
    byte[] trees = Files.readAllBytes(FOLDER.resolve("regime.json"));
    byte[] meta = Files.readAllBytes(FOLDER.resolve("regime.meta.json"));

    assertThat(new ObjectMapper().readTree(meta).path("trees").asText())
        .isEqualTo(Digest.sha256(trees).hex());
    assertThat(model.digest())
        .isEqualTo(Digest.sha256(Digest.sha256(trees).hex() + Digest.sha256(meta).hex()));
    assertThat(model.inputs()).isEqualTo(FeatureSet.inputNames());
    assertThat(trees.length).isLessThan(2_000_000);
  }

  @Test
  void theDocumentNamesItsDigest() throws IOException {
    String page = Files.readString(SharedData.root().resolve("docs/regime-model.md"));
    assertThat(page).contains(RegimeModel.load(FOLDER).digest().hex());
  }

  @Test
  void itKnowsTheRegimesOfThreeUnseenSeeds() {
    RegimeModel model = RegimeModel.load(FOLDER);
    Lessons lessons = new Lessons();
    for (int seed = 1; seed <= 3; seed++) {
      lessons.add(FlowParameters.demo(), seed, seed, 120);
    }
    Score score = Score.of("seeds 1 to 3", model, lessons);
    System.out.println(score.all());

    assertThat(score.settled().rows()).isGreaterThan(500);
    assertThat(score.settled().accuracy()).isGreaterThan(0.72);
    assertThat(score.all().calibrationError()).isLessThan(0.12);
    assertThat(score.ages().get(Age.OLD.ordinal()).accuracy()).isGreaterThan(0.85);
    assertThat(score.ages().stream().mapToInt(ScoreReport::rows).sum())
        .isEqualTo(score.all().rows());
  }
}
