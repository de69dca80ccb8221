package dev.warrant.perception.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.perception.feed.Book;
import dev.warrant.rules.pack.FeatureUses;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeatureCatalogueTest {
  private static FeatureUses uses(String yaml) {
    return FeatureUses.read(
        new StrategyPack(
            "lab",
            "1.0.0",
            Digest.sha256(yaml),
            new TreeMap<>(Map.of(FeatureUses.FILE, yaml)),
            Path.of("")));
  }

  @Test
  void theHouseTakesEveryFeatureForWhatItIs() {
    FeatureUses house =
        FeatureUses.read(
            StrategyPacks.load(SharedData.root().resolve("rules/packs/house-strategy")));
    assertThat(house.declared()).isTrue();
    assertThatCode(() -> FeatureCatalogue.check(house)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ofy: {unit: mean depths, decimals: 4, window: 10 s}  | features.yaml:1:1: found the feature "ofy"
          rsi14: {unit: ppm, decimals: 4, window: 14 x 1 s}    | features.yaml:1:1: found unit "ppm" of rsi14, expected "0 to 100"
          rsi14: {unit: 0 to 100, decimals: 3, window: 14 x 1 s} | found decimals "3" of rsi14, expected "4"
          rsi14: {unit: 0 to 100, decimals: 4, window: 21 x 1 s} | found window "21 x 1 s" of rsi14, expected "14 x 1 s"
          rsi14: {unit: 0 to 100, decimals: few, window: x}    | features.yaml:1:35: found "few", expected a digit
          rsi14: {unit: 0 to 100, decimals: 4, window: x, neededBy: [A-b]} | found "A-b", expected a strategy
          rsi14: {unit: 0 to 100, decimals: 4, window: x, span: 3} | found the key "span" in the feature rsi14
          rsi14: 7                                             | features.yaml:1:8: found "7" as the feature rsi14, expected a mapping
          """)
  void whatIsTakenForSomethingElseIsRefusedWithItsPlace(String yaml, String says) {
    assertThatThrownBy(() -> FeatureCatalogue.check(uses(yaml))).hasMessageContaining(says);
  }

  @Test
  void aMisspeltFeatureIsToldItsNearestName() {
    assertThatThrownBy(
            () -> FeatureCatalogue.check(uses("rsi41: {unit: 0 to 100, decimals: 4, window: x}")))
        .hasMessageContaining("rsi14");
  }

  @Test
  void onlyWhatAStrategyNamesIsAFactAndTheModelSeesTheRest() {
    FeatureSet set = new FeatureSet(new Book(), new Correlation(true));
    set.tell(uses("ofi: {unit: mean depths, decimals: 4, window: x}")::given);
    List<Fact> told = new ArrayList<>();
    set.facts(0, 1, told::add);
    assertThat(told).extracting(Fact::name).containsExactly("ofi");
    double[] vector = new double[FeatureSet.inputNames().size()];
    set.vector(vector);
    assertThat(vector).hasSizeGreaterThan(20);
  }
}
