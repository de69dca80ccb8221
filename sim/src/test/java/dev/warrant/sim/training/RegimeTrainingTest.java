package dev.warrant.sim.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.model.RegimeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegimeTrainingTest {
  @TempDir private Path folder;

  private final List<String> progress = new ArrayList<>();

  private RegimeTraining.Options options(String name) {
    return new RegimeTraining.Options(4, 60, folder.resolve(name), null, progress::add);
  }

  @Test
  void theSameOptionsGiveTheSameBytesAndTheSameReport() throws IOException {
    RegimeTraining.Report one = RegimeTraining.run(options("one"));
    RegimeTraining.Report two = RegimeTraining.run(options("two"));

    for (String file : List.of("regime.json", "regime.meta.json")) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
    assertThat(two.toString()).isEqualTo(one.toString());
    assertThat(two.toJson()).isEqualTo(one.toJson());
    told(one);
  }

  private void told(RegimeTraining.Report report) throws IOException {
    RegimeModel model = RegimeModel.load(folder.resolve("one"));
    assertThat(report.digest()).isEqualTo(model.digest());
    assertThat(model.inputs()).isEqualTo(FeatureSet.inputNames());
    assertThat(Files.size(folder.resolve("one/regime.json"))).isEqualTo(report.bytes());
    assertThat(report.toString())
        .contains("recorded days: not run, data absent", "target of 80 %", "generator day");
    ObjectNode json = report.toJson();
    assertThat(json.path("digest").asText()).isEqualTo(model.digest().hex());
    assertThat(json.path("generators")).hasSize(report.generators().size());
    assertThat(json.path("recorded")).isEmpty();
    assertThat(progress).contains("training seed 4 of 4", "unseen generator 6 of 6");
  }

  @Test
  void aMissingFolderOfRecordingsMeansThatThereAreNone() throws IOException {
    assertThat(RecordedDays.in(folder.resolve("nowhere"))).isEmpty();
    assertThat(RecordedDays.in(null)).isEmpty();
  }

  @Test
  void tooSmallATrainingIsRefused() {
    assertThatThrownBy(() -> new RegimeTraining.Options(3, 60, folder, null, progress::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 4 seeds of 60 s, found 3 of 60 s")
        .hasMessageContaining("\nMaybe ");
  }
}
