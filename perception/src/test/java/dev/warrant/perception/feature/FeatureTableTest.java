package dev.warrant.perception.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.perception.feed.Book;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTableTest {
  private final List<Feature> features =
      new FeatureSet(new Book(), new Correlation(true)).features();

  @Test
  void theTableInTheDocumentIsTheOneInTheProgram() throws IOException {
    List<String> document =
        Files.readAllLines(SharedData.root().resolve("docs/features.md")).stream()
            .filter(l -> l.startsWith("| `"))
            .toList();
    assertThat(document).isEqualTo(features.stream().map(Feature::row).toList());
  }

  @Test
  void thereAreAtLeastTwentyFiveWithNamesOfTheirOwn() {
    assertThat(features).hasSizeGreaterThanOrEqualTo(25);
    assertThat(features).extracting(Feature::name).doesNotHaveDuplicates();
    assertThat(FeatureSet.inputNames()).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void aFeatureWithoutDataIsZeroAndNotReady() {
    for (Feature f : features) {
      assertThat(f.value().getAsDouble()).as(f.name()).isFinite();
      if (!f.name().equals("correlation")) {
        assertThat(f.fact(0, 1).ready()).as(f.name()).isFalse();
      }
    }
  }
}
