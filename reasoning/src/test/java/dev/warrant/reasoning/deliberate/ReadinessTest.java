package dev.warrant.reasoning.deliberate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import org.junit.jupiter.api.Test;

/// `features.yaml` of the house, on the engines a desk opens.
final class ReadinessTest {
  private static final String FEATURE = "micropriceDeviation";

  private final DeskDeliberator desk =
      DeskDeliberator.open(
          Desk.PACK,
          Desk.POLICY,
          Digest.sha256("model"),
          Cuts.INSTRUMENTS,
          new Desk.Room(100_000),
          null);

  private static Cuts cold(Cuts cuts, int percent) {
    return cuts.without(f -> f.instrument() == 0 && f.name().equals(FEATURE))
        .with(new Fact.Feature(0, 130, FEATURE, 0, 4, percent));
  }

  @Test
  void aStrategyWaitsForWhatItSaysItNeedsWhereItIsNotWarm() {
    assertThat(desk.deliberate(Cuts.calm().cut()).warrants())
        .extracting(Warrant::instrument)
        .contains(0, 1);
    Deliberation d = desk.deliberate(cold(Cuts.calm(), 60).cut());
    assertThat(d.warrants()).isNotEmpty().extracting(Warrant::instrument).doesNotContain(0);
    assertThat(d.objections())
        .filteredOn(o -> o.rule().equals("feature_ready"))
        .hasSize(2)
        .allMatch(o -> o.stage() == Stage.STRATEGY && o.instrument() == 0)
        .extracting(Objection::says)
        .contains(
            "market_making waits until the feature micropriceDeviation is warm: 60 of 100 percent"
                + " (features.yaml)");
  }

  @Test
  void whatOnlyGetsOutWaitsForNothing() {
    Cuts losing =
        cold(Cuts.calm(), 0)
            .without(f -> f instanceof Fact.Position && f.instrument() == 0)
            .with(new Fact.Position(0, 131, 900, 900, 0, 1, -90_000_000_000L, true));
    Deliberation d = desk.deliberate(losing.cut());
    assertThat(d.warrants())
        .filteredOn(w -> w.instrument() == 0)
        .isNotEmpty()
        .allMatch(w -> w.side() == Side.SELL);
  }

  @Test
  void aFeatureThatIsNoFactAtAllIsNotWarm() {
    Cuts none = Cuts.calm().without(f -> f.instrument() == 0 && f.name().equals(FEATURE));
    assertThat(desk.deliberate(none.cut()).objections())
        .extracting(Objection::says)
        .anyMatch(says -> says.contains("0 of 100 percent"));
  }
}
