package dev.warrant.reasoning.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.session.Firing;
import dev.warrant.rules.pack.StrategyPacks;
import dev.warrant.rules.text.RuleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JointTheoryTest {
  private static final List<Instrument> THREE =
      List.of(instrument(0, "BTCUSDT"), instrument(1, "ETHUSDT"), instrument(2, "SOLUSDT"));
  private static final JointTheory HOUSE =
      JointTheory.read(
          StrategyPacks.load(
                  Path.of(System.getProperty("warrant.root", "."))
                      .resolve("rules/packs/house-strategy"))
              .files("theory", ".mg"),
          THREE,
          200_000);

  private static Instrument instrument(int index, String symbol) {
    return new Instrument(index, symbol, 10_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());
  }

  private static Intent intent(int instrument, Side side, String strategy, long edge) {
    return new Intent(instrument, side, strategy, "r", edge, 60_000, Urgency.PASSIVE, 3000);
  }

  private static Fact quote(int instrument) {
    return new Fact.Quote(instrument, 1, 600_000, 5, 600_001, 5, 60_000_050);
  }

  private static Fact correlation(int instrument, long ppm) {
    return new Fact.Measure(instrument, 1, "market.correlation", ppm);
  }

  private static Fact.Derived violent(int instrument) {
    return new Fact.Derived(instrument, 1, "stand_aside", 700_000, "regime: violent, stand aside");
  }

  /// Every intent stands on the quote of its instrument.
  private static List<Against> judge(List<Fact> facts, Intent... intents) {
    List<Firing> firings = new ArrayList<>();
    List<Fact> all = new ArrayList<>(facts);
    for (Intent i : intents) {
      if (!all.contains(quote(i.instrument()))) {
        all.add(quote(i.instrument()));
      }
      firings.add(new Firing("r", List.of(quote(i.instrument())), i));
    }
    return HOUSE.judge(new Standing(all, firings, 9_000, List.of(intents)));
  }

  @Test
  void oneStrategyMayQuoteBothSides() {
    assertThat(
            judge(
                List.of(),
                intent(0, Side.BUY, "market_making", 200),
                intent(0, Side.SELL, "market_making", 200)))
        .isEmpty();
  }

  @Test
  void ofTwoStrategiesThatBetAgainstEachOtherTheWeakerYields() {
    List<Against> found =
        judge(
            List.of(),
            intent(0, Side.BUY, "market_making", 200),
            intent(0, Side.SELL, "mean_reversion", 500),
            intent(1, Side.SELL, "momentum", 900));
    assertThat(found).hasSize(1);
    Against a = found.getFirst();
    assertThat(a.intent()).isZero();
    assertThat(a.objection().rule()).isEqualTo("conflict");
    assertThat(a.objection().value()).isEqualTo(200);
    assertThat(a.objection().limit()).isEqualTo(500);
    assertThat(a.objection().distance()).isEqualTo(300);
    assertThat(a.objection().says())
        .startsWith("market making expects 2 bps where mean reversion expects 5 the other way")
        .contains("theory/together.mg:");
    assertThat(leaves(a.proof())).contains(new Step.OfIntent(0), new Step.OfIntent(1));
  }

  @Test
  void whoCannotBeToldApartBothYieldAndGettingOutIsNeverObjectedTo() {
    assertThat(
            judge(
                List.of(),
                intent(0, Side.BUY, "market_making", 300),
                intent(0, Side.SELL, "mean_reversion", 300),
                intent(0, Side.BUY, "unwind", 1),
                intent(0, Side.SELL, "unwind", 1)))
        .extracting(Against::intent)
        .containsExactly(0, 1);
  }

  @Test
  void troubleSpreadsThroughAnyNumberOfInstrumentsThatMoveTogether() {
    List<Fact> facts =
        List.of(
            correlation(0, 950_000), correlation(1, 950_000), correlation(2, 900_000), violent(0));
    List<Against> found =
        judge(
            facts,
            intent(1, Side.BUY, "momentum", 500),
            intent(2, Side.SELL, "momentum", 500),
            intent(2, Side.BUY, "unwind", 500));
    assertThat(found).extracting(a -> a.objection().rule()).containsOnly("contagion");
    assertThat(found).extracting(Against::intent).containsExactly(0, 1);
    assertThat(found.get(1).objection().says())
        .contains(" is violent, and ", " moves with it at 90 %");
    assertThat(leaves(found.get(1).proof())).contains(new Step.OfFact(violent(0)));
  }

  @Test
  void whatMovesAloneIsNotInfected() {
    List<Fact> facts = List.of(correlation(0, 950_000), correlation(1, 899_999), violent(0));
    assertThat(judge(facts, intent(1, Side.BUY, "momentum", 500))).isEmpty();
  }

  @Test
  void anEntryStandsOnItsOwnMarketThroughAnyNumberOfDerivedFacts() {
    Intent wish = intent(0, Side.BUY, "momentum", 500);
    Fact belief = new Fact.Belief(0, 1, Regime.TRENDING, 700_000, 0, Digest.sha256("m"));
    Fact.Derived trend = new Fact.Derived(0, 1, "trending", 700_000, "t");
    Fact.Derived strong = new Fact.Derived(0, 1, "strong", 1, "s");
    Fact mode = new Fact.DeskMode(-1, 1, dev.warrant.knowledge.fact.Mode.NORMAL);
    List<Fact> facts = List.of(belief, mode, trend, strong);
    Firing wished = new Firing("r", List.of(mode, strong), wish);
    Firing strength = new Firing("s", List.of(trend), strong);
    Firing trending = new Firing("t", List.of(belief), trend);
    assertThat(
            HOUSE.judge(new Standing(facts, List.of(wished, strength, trending), 1, List.of(wish))))
        .isEmpty();
    assertThat(HOUSE.judge(new Standing(facts, List.of(wished, strength), 1, List.of(wish))))
        .extracting(a -> a.objection().rule())
        .containsExactly("groundless");
  }

  private static List<Step> leaves(Step step) {
    return switch (step) {
      case Step.OfIntent i -> List.of(i);
      case Step.OfFact f -> List.of(f);
      case Step.Concluded c -> c.parts().stream().flatMap(p -> leaves(p).stream()).toList();
    };
  }

  private static JointTheory read(String text) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("theory/x.mg", text);
    return JointTheory.read(texts, THREE, 1_000);
  }

  @Test
  void aFileThatIsNoJointTheoryIsRefusedWithItsPlace() {
    String fine = "against(N, /x, 0, 1, \"x\") :- intent(N, _, _, _, _, _, _, _, _).\n";
    refused(fine + "? intent(N, _, _, _, _, _, _, _, _).", "joint-clause", "theory/x.mg:2:");
    refused(fine + "intent(0, /a, /b, /c, \"d\", 1, 1, /e, 1).", "joint-clause", "x.mg:2:");
    refused(fine + "stands_on(N, 3) :- basis(N, _).", "joint-clause", "x.mg:2:");
    refused("against(N, /x) :- mode(N).", "joint-clause", "with 2 values", "against(Intent");
    refused("odd(N) :- mode(N).", "joint-top", "no rule for against");
    refused(fine + "odd(N) :- moods(N).", "deduce-unknown-predicate", "moods");
    refused(fine + "a(X) :- mode(X), !b(X).\nb(X) :- mode(X), !a(X).", "deduce-unstratified");
    refused("against(N, /x, V, 1, \"x\") :- mode(N).", "deduce-unsafe", "V");
  }

  private static void refused(String text, String code, String... says) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining(code)
        .satisfies(e -> {
          for (String part : says) {
            assertThat(e.getMessage()).contains(part);
          }
        });
  }

  @Test
  void whoRunsOutOfFuelGetsNoAnswerAtAll() {
    JointTheory endless =
        read(
            """
            n(0). n(M) :- n(N), M = fn:plus(N, 1), M < 1000000.
            against(N, /x, 0, 1, "x") :- intent(N, _, _, _, _, _, _, _, _), n(N).
            """);
    Standing one =
        new Standing(List.of(), List.of(), 1, List.of(intent(0, Side.BUY, "momentum", 1)));
    assertThatThrownBy(() -> endless.judge(one)).hasMessageContaining("deduce-fuel");
  }

  @Test
  void anObjectionToNobodyIsAFault() {
    JointTheory nobody =
        read(
            "against(M, /x, 0, 1, \"x\") :- intent(N, _, _, _, _, _, _, _, _), M = fn:plus(N, 1).");
    Standing one =
        new Standing(List.of(), List.of(), 1, List.of(intent(0, Side.BUY, "momentum", 1)));
    assertThatThrownBy(() -> nobody.judge(one)).hasMessageContaining("joint-against");
  }
}
