package dev.warrant.reasoning.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.deliberate.Cuts;
import dev.warrant.reasoning.deliberate.Desk;
import dev.warrant.reasoning.session.Deduction;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RuleConditionsTest {
  private static final RuleConditions CONDITIONS = RuleConditions.of(Desk.PACK);

  private static Cuts random(SeededRandom r) {
    Cuts cuts = Cuts.calm().regime(0, Regime.values()[r.nextInt(4)], 300_000 + r.nextInt(600_000));
    for (String name : List.of("ofi", "zscore30", "momentum5", "momentum30", "emaDifference")) {
      cuts.feature(0, name, r.nextInt(160_000) - 80_000);
    }
    cuts.feature(0, "rsi14", 400_000 + r.nextInt(200_000));
    cuts.feature(0, "vpin", r.nextInt(1_000_000));
    for (String name : List.of("momentumBurst", "spreadBlowOut", "quoteStuffing", "staleFeed")) {
      if (r.nextInt(6) == 0) {
        cuts.pattern(0, name);
      }
    }
    if (r.nextInt(8) == 0) {
      cuts.with(new Fact.Feature(0, 104, "ofi", 0, 4, r.nextInt(101)));
    }
    if (r.nextInt(8) == 0) {
      cuts.with(new Fact.Feed(0, 106, FeedState.STALE, 900));
    }
    if (r.nextInt(8) == 0) {
      cuts.with(new Fact.DeskMode(-1, 1, Mode.REDUCE));
    }
    if (r.nextInt(8) == 0) {
      cuts.without(f -> f instanceof Fact.Belief && f.instrument() == 0);
    }
    long profit = (r.nextInt(41) - 20) * 1_000_000_000L;
    long net = r.nextInt(5) - 2L;
    return cuts.with(
        new Fact.Position(0, 140, net, Math.max(0, net), Math.max(0, -net), 0, profit, true));
  }

  @Test
  void aWayOfWhichAllConditionsHoldIsWhatTheRuleEngineFires() {
    SeededRandom random = new SeededRandom(26);
    int fired = 0;
    for (int i = 0; i < 300; i++) {
      List<Fact> facts = random(random).facts();
      Deduction.Deduced engine = (Deduction.Deduced) Desk.RULES.deduce(facts);
      Map<String, Long> known = Known.of(facts, 0);
      for (Side side : Side.values()) {
        TreeSet<String> read = new TreeSet<>();
        for (RuleConditions.Rule rule : CONDITIONS.concluding(side)) {
          assertThat(rule.unread()).isEmpty();
          if (rule.ways().stream().anyMatch(w -> w.stream().allMatch(c -> c.holds(known)))) {
            read.add(rule.name());
          }
        }
        TreeSet<String> done = new TreeSet<>();
        engine.intents().stream()
            .filter(x -> x.instrument() == 0 && x.side() == side)
            .map(Intent::rule)
            .forEach(done::add);
        assertThat(read).as("%s of %s", side, facts).isEqualTo(done);
        fired += done.size();
      }
    }
    assertThat(fired).isGreaterThan(100);
  }

  @Test
  void aComparisonIsToldFromItsOwnSide() {
    Map<String, Long> known = Known.of(Cuts.calm().facts(), 0);
    List<String> told =
        CONDITIONS.concluding(Side.SELL).stream()
            .filter(r -> r.name().equals("calm market, quote the ask"))
            .flatMap(r -> r.ways().stream())
            .flatMap(List::stream)
            .map(c -> c.compared(known))
            .filter(Compared::any)
            .map(c -> c.unknown() + " " + c.op() + " " + c.limit())
            .toList();
    assertThat(told)
        .contains(
            "Feature.vpin.value less than 900000",
            "Feature.ofi.value less than 60000",
            "Belief.regime exactly 0",
            "Belief.probabilityPpm at least 400000",
            "Pattern.staleFeed? not there 0");
  }
}
