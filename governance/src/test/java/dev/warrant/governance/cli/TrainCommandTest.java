package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.perception.model.RegimeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainCommandTest {
  @TempDir private Path folder = Path.of("");

  private Said train(String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "train";
    args[1] = "regime";
    System.arraycopy(more, 0, args, 2, more.length);
    return Said.by(args);
  }

  private String nothing() throws IOException {
    return Files.createDirectories(folder.resolve("no-recordings")).toString();
  }

  @Test
  void aSmallTrainingSavesAModelAndSaysHowSureItMayBe() throws IOException {
    Path out = folder.resolve("model");
    Said said =
        train(
            "--seeds",
            "4",
            "--seconds",
            "60",
            "--out",
            out + "",
            "--recordings",
            nothing(),
            "--json");
    assertThat(said.code()).as(said.err()).isZero();

    byte[] trees = Files.readAllBytes(out.resolve("regime.json"));
    byte[] meta = Files.readAllBytes(out.resolve("regime.meta.json"));
    RegimeModel model = RegimeModel.of(trees, meta);
    assertThat(model.digest())
        .isEqualTo(Digest.sha256(Digest.sha256(trees).hex() + Digest.sha256(meta).hex()));
    JsonNode report = new ObjectMapper().readTree(said.out().strip());
    assertThat(report.path("digest").asText()).isEqualTo(model.digest().hex());
    assertThat(report.path("bytes").asInt()).isEqualTo(trees.length);
    assertThat(report.path("temperature").asDouble())
        .isEqualTo(model.calibration().temperature())
        .isPositive();
    assertThat(report.path("recorded")).isEmpty();

    Said score =
        train(
            "--score",
            "--seeds",
            "4",
            "--seconds",
            "60",
            "--out",
            out + "",
            "--recordings",
            nothing());
    assertThat(score.code()).isZero();
    assertThat(score.out())
        .contains(model.digest().hex(), "calibration", "stated", "hit", "data absent");
    assertThat(out.resolve("regime.json")).hasBinaryContent(trees);
  }

  @Test
  void badArgumentsAreRefusedAndNothingIsMade() {
    Path out = folder.resolve("model");
    Said few = train("--seeds", "3", "--out", out.toString());
    assertThat(few.code()).isEqualTo(2);
    assertThat(few.err()).contains("at least 4 seeds of 60 s, found 3").contains("Maybe");
    Said brief = train("--seconds", "59", "--out", out.toString());
    assertThat(brief.code()).isEqualTo(2);
    assertThat(brief.err()).contains("found 600 of 59 s");
    Said lost = train("--recordings", out + "/lost", "--out", out.toString());
    assertThat(lost.code()).isEqualTo(2);
    assertThat(lost.err()).contains("no folder of recordings", "lost");
    assertThat(train("--seeds", "many", "--out", out.toString()).code()).isEqualTo(2);
    assertThat(Said.by("train").code()).isEqualTo(2);
    assertThat(Said.by("train", "volatility").code()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void aModelThatIsNotThereCannotBeScored() {
    Said said = train("--score", "--out", folder.resolve("nowhere").toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("regime.json").contains("Maybe");
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }
}
