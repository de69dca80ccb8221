package dev.warrant.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SampleTest {
  private static TreeSet<Integer> draw(long seed, int size, int population) {
    return new Sample.Draw(Sample.Of.ORDERS, seed, size).from(population);
  }

  @Test
  void everyPlaceIsDrawnEquallyOften() {
    int[] drawn = new int[10];
    for (long seed = 0; seed < 5_000; seed++) {
      for (int place : draw(seed, 3, 10)) {
        drawn[place]++;
      }
    }
    // 5000 draws of 3 in 10: 1500 each, standard deviation 32.
    for (int n : drawn) {
      assertThat(n).isBetween(1_350, 1_650);
    }
  }

  @Test
  void aSampleHasItsSizeAndAPopulationThatIsSmallerIsDrawnWhole() {
    for (int population = 0; population < 40; population++) {
      assertThat(draw(9, 25, population)).hasSize(Math.min(25, population));
      assertThat(draw(9, 25, population)).allMatch(place -> place >= 0);
    }
    assertThat(draw(9, 25, 1_000)).isEqualTo(draw(9, 25, 1_000)).allMatch(p -> p < 1_000);
    assertThat(draw(9, 25, 1_000)).isNotEqualTo(draw(10, 25, 1_000));
  }
}
