package dev.warrant.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.ask.Step;
import dev.warrant.reasoning.ask.Wanted;
import dev.warrant.reasoning.ask.WhyNot;
import dev.warrant.reasoning.ask.WhyRefused;
import dev.warrant.reasoning.explain.Depth;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WhyNotReportTest {
  private static final PolicyPack POLICY =
      PolicyPacks.load(SharedData.root().resolve("rules/packs/house-policy"));
  private static final Instrument BTC =
      new Instrument(
          0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 500_000_000L, 200, 500, List.of());
  private static final Wanted SELL = new Wanted(Side.SELL, BTC);
  private static final Digest ROOT = Digest.sha256("root");
  private static final long NANOS = 1_767_225_620_000_000_000L;

  private static Warrant warrant(long id) {
    return new Warrant(
        1,
        id,
        0,
        Side.SELL,
        25,
        597_883,
        600_221,
        OrderKind.POST_ONLY.bit(),
        60,
        5,
        NANOS + 3_000_000_000L,
        3_000,
        new Tactic(TacticKind.JOIN, 13, 20, 144, 250),
        List.of(),
        POLICY.digest(),
        ROOT,
        ROOT,
        ROOT);
  }

  private static Deliberation came(List<Warrant> warrants) {
    return new Deliberation(
        7,
        ROOT,
        List.of(),
        List.of(),
        List.of(),
        warrants,
        List.of(),
        "WARRANTS",
        ROOT,
        List.of(),
        List.of());
  }

  private static WhyNotReport report(Aftermath aftermath) {
    List<Fact> facts = List.of(new Fact.Measure(0, 9, "clock.offset", 645));
    Cut cut = new Cut(1, 7, 200, NANOS, facts, List.of(), 8);
    Deliberation was = came(List.of(warrant(8)));
    WhyNot.Answer through = new WhyNot.Answer(was, List.of(), true, was, cut, List.of(), 0);
    return new WhyNotReport(
        "run", SELL, cut, through, aftermath, POLICY, List.of(), new MomentRebuilt(false, true));
  }

  private static WhyNotReport again(GuardAgain guard) {
    WhyNotReport r =
        report(new Aftermath(Optional.of(ROOT), List.of(), List.of(refused()), Optional.empty()));
    return new WhyNotReport(
        r.run(),
        r.wanted(),
        r.cut(),
        r.answer(),
        r.aftermath(),
        r.policy(),
        List.of(guard),
        r.rebuilt());
  }

  private static Aftermath.RefusedOrder refused() {
    Objection o =
        new Objection(
            Stage.GUARD,
            "spread",
            0,
            Side.SELL,
            "W00001000000000D000000",
            "market.spread <= times * market.spreadNormal",
            6_200,
            600,
            5_600,
            "The spread of 62 ticks is more than 3 x the usual 2 ticks.");
    return new Aftermath.RefusedOrder(210, NANOS + 10_000_000, new Refusal(o, 8, 210), null, null);
  }

  private static Aftermath.Sent sent() {
    OrderRecord o =
        new OrderRecord(
            "W000010000000008000001",
            1,
            8,
            0,
            Side.SELL,
            OrderKind.POST_ONLY,
            599_363,
            13,
            false,
            ROOT,
            220);
    return new Aftermath.Sent(220, NANOS + 30_000_000, o);
  }

  @Test
  void anOrderTheGuardRefusedIsToldWithItsLimitAndTheMarginThatWasMissing() {
    WhyNotReport r =
        report(new Aftermath(Optional.of(ROOT), List.of(), List.of(refused()), Optional.empty()));
    assertThat(r.outcome()).isEqualTo(WhyNotReport.Outcome.ORDER_REFUSED);
    assertThat(r.sentence())
        .startsWith("Not sold: a warrant was there, but the guard refused its order. The spread of")
        .contains("GUARD, spread of policy house-policy", "56 ticks off]");
    assertThat(WhyNotText.of(r, Depth.MID))
        .contains("order refused at 2026-01-01T00:00:20.010Z (input 210, warrant 8)")
        .contains("(input 200; the desk's simulated clock, 645 us from the venue's)")
        .endsWith("comes to the recorded conclusion.");
    assertThat(WhyNotJson.of(r).path("orderRefusals").path(0).path("distance").asLong())
        .isEqualTo(5_600);
  }

  @Test
  void theGuardsStepsStandBehindTheOtherStagesInTheSameShape() {
    Step step = WhyRefused.unsearched(refused().refusal().objection(), "for a reason");
    WhyNotReport r = again(new GuardAgain(refused(), List.of(step), false, ""));
    assertThat(r.explained()).isTrue();
    assertThat(WhyNotText.of(r, Depth.MID))
        .contains(
            "(input 210, warrant 8)\nrefused by the guard\n  The spread of 62 ticks",
            "no change found: for a reason",
            "No chain of changes to an admission was found.");
    JsonNode json = WhyNotJson.of(r);
    assertThat(json.path("refusals"))
        .isEqualTo(json.path("orderRefusals").path(0).path("refusals"));
    assertThat(json.path("refusals").path(0).path("stage").asText()).isEqualTo("GUARD");
    assertThat(json.path("refusals").path(0).path("noChange").asText()).isEqualTo("for a reason");
    assertThat(json.path("through").asBoolean()).isFalse();
  }

  @Test
  void onlyWhatTheInputsLedToAgainIsCalledVerified() {
    WhyNotReport r =
        report(new Aftermath(Optional.of(ROOT), List.of(), List.of(), Optional.empty()));
    assertThat(r.verdict()).startsWith("Verified: derived again from the journal, the moment ");
    JsonNode json = WhyNotJson.of(r);
    assertThat(json.path("verified").asBoolean()).isTrue();
    assertThat(json.path("status").asText()).isEqualTo("verified");
    WhyNotReport kept =
        new WhyNotReport(
            r.run(),
            r.wanted(),
            r.cut(),
            r.answer(),
            r.aftermath(),
            r.policy(),
            List.of(),
            new MomentRebuilt(true, false));
    assertThat(kept.explained()).isTrue();
    assertThat(kept.verdict())
        .startsWith("Derived again from the kept cut, ")
        .endsWith("Taken as recorded: these facts; --from-inputs derives the facts too.");
    assertThat(kept.when()).contains("the desk's clock, 645 us");
    json = WhyNotJson.of(kept);
    assertThat(json.path("verified").isNull()).isTrue();
    assertThat(json.path("status").asText()).isEqualTo("from the kept cut");
    assertThat(json.path("takenAsRecorded").path(0).asText()).isEqualTo("the facts of the cut");
  }

  @Test
  void aGuardThatDoesNotRefuseAsRecordedLeavesItUnexplained() {
    Step step = WhyRefused.unsearched(refused().refusal().objection(), "for a reason");
    WhyNotReport r = again(new GuardAgain(refused(), List.of(step), false, "the guard is another"));
    assertThat(r.explained()).isFalse();
    assertThat(r.verdict()).isEqualTo("UNEXPLAINED: the guard is another.");
    assertThat(WhyNotJson.of(r).path("verified").asBoolean()).isFalse();
  }

  @Test
  void anOrderThatLeftIsNamedEvenIfAnotherWasRefusedBefore() {
    WhyNotReport r =
        report(
            new Aftermath(
                Optional.of(ROOT), List.of(sent()), List.of(refused()), Optional.empty()));
    assertThat(r.outcome()).isEqualTo(WhyNotReport.Outcome.SENT);
    assertThat(r.sentence())
        .isEqualTo(
            "It was sold: order W000010000000008000001 for 0.013 at 59936.3 left at"
                + " 2026-01-01T00:00:20.030Z (input 220). Ask ./warrant why"
                + " W000010000000008000001 --run run.");
  }

  @Test
  void aWarrantUnderWhichNothingWasTriedIsTold() {
    WhyNotReport r =
        report(new Aftermath(Optional.of(ROOT), List.of(), List.of(), Optional.empty()));
    assertThat(r.outcome()).isEqualTo(WhyNotReport.Outcome.WARRANT);
    assertThat(r.sentence())
        .contains(
            "this deliberation issued a warrant for it: number 8, up to 0.025 between 59788.3 and"
                + " 60022.1, JOIN");
  }

  @Test
  void anotherRecordedConclusionOrNoneIsUnexplained() {
    for (Optional<Digest> recorded :
        List.of(Optional.<Digest>empty(), Optional.of(Digest.sha256("another")))) {
      WhyNotReport r =
          report(new Aftermath(recorded, List.of(sent()), List.of(), Optional.empty()));
      assertThat(r.explained()).isFalse();
      assertThat(WhyNotText.of(r, Depth.SHORT)).contains("UNEXPLAINED");
      assertThat(WhyNotJson.of(r).path("verified").asBoolean()).isFalse();
    }
  }
}
