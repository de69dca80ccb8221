package dev.warrant.reasoning.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deliberate.Cuts;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static String says(Object fact) {
    return new Words(Cuts.INSTRUMENTS)
        .of(TraceNode.of(TraceNode.Kind.FACT, "", Canon.text(fact), List.of()));
  }

  @Test
  void factsAreSaidWithUnitsAndTheInputTheyRestOn() {
    assertThat(says(new Fact.Working(0, 7, "12", 25)))
        .isEqualTo("BTCUSDT warrant 12 has 0.025 resting, input 7");
    assertThat(says(new Fact.DeskMode(-1, 8, Mode.PAUSE))).isEqualTo("desk in mode pause, input 8");
    assertThat(says(new Fact.Derived(1, 9, "calm", 620_000, "regime: calm")))
        .isEqualTo("ETHUSDT calm (620000), input 9");
    assertThat(says(new Fact.Measure(0, 10, "market.spread", 12)))
        .isEqualTo("BTCUSDT market.spread 12 ticks, input 10");
    assertThat(says(new Derived.Admitted("W1", 3, 120, Digest.ZERO)))
        .isEqualTo("order W1 was admitted");
  }
}
