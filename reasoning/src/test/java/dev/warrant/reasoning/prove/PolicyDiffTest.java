package dev.warrant.reasoning.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.PolicyReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped policy against copies of it that somebody changed.
class PolicyDiffTest {
  private static final Path HOUSE =
      Path.of(System.getProperty("warrant.root", ".."), "rules", "packs", "house-policy");

  private static PolicyPack house;

  @TempDir Path temp;

  @BeforeAll
  static void load() {
    house = PolicyPacks.load(HOUSE);
  }

  @Test
  void aPolicyIsEquivalentToItself() {
    PolicyDiff.Result result = PolicyDiff.compare(house, house);
    assertThat(result.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(result.undecided()).isEmpty();
    assertThat(LimitChanges.of(house, house)).isEmpty();
  }

  @Test
  void theSameSaidInOtherWordsIsEquivalent() throws IOException {
    PolicyPack other =
        edited(
            "limits/7-compliance.yaml",
            "require: order.notional <= max",
            "require: order.notional - max <= 0");
    assertThat(PolicyDiff.compare(house, other).verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(LimitChanges.of(house, other)).hasSize(2);
  }

  @Test
  void aParameterMovedIsLooserOneWayAndTighterTheOther() throws IOException {
    PolicyPack more =
        edited(
            "limits/4-systemic.yaml",
            "value: \"3\", unit: x, range: \"1..10\"",
            "value: \"3.001\", unit: x, range: \"1..10\"");
    PolicyDiff.Result loosened = PolicyDiff.compare(house, more);
    assertThat(loosened.verdict()).isEqualTo(Verdict.LOOSER);
    assertThat(loosened.looser()).extracting(w -> w.limit().id()).containsExactly("spread");
    assertThat(loosened.looser().getFirst().says()).contains("more than 3 x the usual");
    PolicyDiff.Result tightened = PolicyDiff.compare(more, house);
    assertThat(tightened.verdict()).isEqualTo(Verdict.TIGHTER);
    assertThat(tightened.tighter()).extracting(w -> w.limit().id()).containsExactly("spread");
  }

  @Test
  void looserHereAndTighterThereIsIncomparable() throws IOException {
    edit("limits/4-systemic.yaml", "value: \"500\", unit: ms", "value: \"501\", unit: ms");
    PolicyPack other =
        edit("limits/5-model.yaml", "value: \"45\", unit: \"%\"", "value: \"46\", unit: \"%\"");
    PolicyDiff.Result result = PolicyDiff.compare(house, other);
    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPARABLE);
    assertThat(result.looser()).extracting(w -> w.limit().id()).containsExactly("quote-age");
    assertThat(result.tighter())
        .extracting(w -> w.limit().id())
        .containsExactly("belief-probability");
  }

  @Test
  void aNarrowerRangeOfAMeasureIsTighter() {
    List<MeasureRange> ranges = new ArrayList<>(house.measures());
    ranges.replaceAll(r ->
        r.measure() == MeasureId.BELIEF_AGE
            ? new MeasureRange(r.measure(), r.min() + 1, r.max())
            : r);
    PolicyPack narrow = with(house.limits(), ranges);
    assertThat(PolicyDiff.compare(house, narrow).verdict()).isEqualTo(Verdict.TIGHTER);
    assertThat(PolicyDiff.compare(narrow, house).verdict()).isEqualTo(Verdict.LOOSER);
  }

  @Test
  void aModeTakenFromALimitIsLooserThoughNoOrderShowsIt() throws IOException {
    String mode = "  onPassiveBreach: {mode: EMERGENCY, release: two people}\n";
    PolicyPack other = edited("limits/3-account.yaml", mode, "");
    PolicyDiff.Result result = PolicyDiff.compare(house, other);
    assertThat(result.verdict()).isEqualTo(Verdict.LOOSER);
    assertThat(result.looser()).isEmpty();
    assertThat(result.dropped())
        .containsExactly(
            "outside drawdown-hard the desk went to EMERGENCY, released by two people; now it goes"
                + " nowhere");
    assertThat(LimitChanges.of(house, other)).hasSize(2);
    assertThat(PolicyDiff.compare(other, house).verdict()).isEqualTo(Verdict.TIGHTER);
    assertThat(Hierarchy.prove(other, List.of(house)).proved()).isFalse();
  }

  @Test
  void fewerPeopleToReleaseIsLooserAndTighterElsewhereDoesNotMakeUpForIt() throws IOException {
    edit(
        "limits/3-account.yaml",
        "EMERGENCY, release: two people",
        "EMERGENCY, release: one person");
    PolicyPack other = edit("limits/4-systemic.yaml", "\"500\", unit: ms", "\"499\", unit: ms");
    PolicyDiff.Result result = PolicyDiff.compare(house, other);
    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPARABLE);
    assertThat(result.dropped()).hasSize(1);
  }

  @Test
  void aLimitThatSendsTheDeskAwayMayBeTightenedAndRenamedButNotLeaveAnything() throws IOException {
    String was = "value: \"20\", unit: \"%\", range: \"1..20\"";
    PolicyPack tighter =
        edited("limits/3-account.yaml", was, was.replace("value: \"20\"", "value: \"19\""));
    assertThat(PolicyDiff.compare(house, tighter).dropped()).isEmpty();
    assertThat(PolicyDiff.compare(tighter, house).dropped())
        .singleElement()
        .asString()
        .contains("it is not proved that it still does wherever it did");
    PolicyPack renamed =
        edit("limits/3-account.yaml", "- id: drawdown-hard", "- id: hard-drawdown");
    assertThat(PolicyDiff.compare(house, renamed).dropped()).isEmpty();
  }

  @Test
  void aWiderScopeAndOtherRulesOfDiagnosisAreLooser() throws IOException {
    edit("pack.yaml", "[BTCUSDT, ETHUSDT]", "[BTCUSDT, ETHUSDT, SOLUSDT]");
    PolicyPack other = edit("diagnosis/desk.clp", "(command KILL)", "(command REDUCE)");
    PolicyDiff.Result result = PolicyDiff.compare(house, other);
    assertThat(result.verdict().noLooser()).isFalse();
    assertThat(result.dropped())
        .containsExactly(
            "the rules of diagnosis read differently, and nobody proves what they do",
            "it holds at SOLUSDT, where the other does not");
  }

  /// `-Dwarrant.diff.every=1` takes out each limit in turn.
  @Test
  void aLimitTakenOutIsMissedByAnOrderThatOnlyItRefused() {
    int every = Integer.getInteger("warrant.diff.every", 6);
    for (int i = 0; i < house.limits().size(); i += every) {
      List<Limit> left = new ArrayList<>(house.limits());
      Limit gone = left.remove(i);
      PolicyDiff.Result result =
          PolicyDiff.compare(house, with(renumbered(left), house.measures()));
      assertThat(result.tighter()).as(gone.id()).isEmpty();
      if (result.verdict() != Verdict.EQUIVALENT) {
        assertThat(result.verdict()).as(gone.id()).isEqualTo(Verdict.LOOSER);
        assertThat(result.looser())
            .as(gone.id())
            .allSatisfy(w -> assertThat(w.limit().id()).isEqualTo(gone.id()));
      }
    }
  }

  @Test
  void withoutFuelNothingIsProved() throws IOException {
    PolicyPack other =
        edited("limits/4-systemic.yaml", "value: \"500\", unit: ms", "value: \"499\", unit: ms");
    PolicyDiff.Result result = new PolicyDiff(1).of(house, other);
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.undecided()).isNotEmpty();
    assertThat(result.verdict().noLooser()).isFalse();
  }

  /// Random edits of parameters against random orders: no order may refute a verdict.
  @Test
  void noOrderRefutesAVerdict() {
    SeededRandom random = new SeededRandom(7);
    Map<MeasureId, Long> good = admitted();
    int admitted = 0;
    for (int round = 0; round < 8; round++) {
      PolicyPack other = nudged(random);
      PolicyDiff.Result result = PolicyDiff.compare(house, other);
      PolicyReading mine = new PolicyReading(house);
      PolicyReading theirs = new PolicyReading(other);
      for (int n = 0; n < 4_000; n++) {
        Order order = new Order(random, good);
        boolean before = mine.first(order).isEmpty();
        boolean now = theirs.first(order).isEmpty();
        admitted += before ? 1 : 0;
        if (now && !before) {
          assertThat(result.looser()).isNotEmpty();
        }
        if (before && !now) {
          assertThat(result.tighter()).isNotEmpty();
        }
      }
    }
    assertThat(admitted).isBetween(1_000, 31_000);
  }

  /// An order that only one limit refuses, put right.
  private static Map<MeasureId, Long> admitted() {
    List<Limit> left = new ArrayList<>(house.limits());
    left.removeIf(limit -> limit.id().equals("spread"));
    PolicyDiff.Result result = PolicyDiff.compare(house, with(renumbered(left), house.measures()));
    Map<MeasureId, Long> out = new EnumMap<>(result.looser().getFirst().measures());
    out.put(MeasureId.MARKET_SPREAD, out.getOrDefault(MeasureId.MARKET_SPREAD_NORMAL, 0L) / 100);
    return out;
  }

  private static PolicyPack nudged(SeededRandom random) {
    List<Limit> limits = new ArrayList<>(house.limits());
    for (int edits = 0; edits < 2; edits++) {
      int at = random.nextInt(limits.size());
      limits.set(at, Nudge.parameters(limits.get(at), random.nextInt(2) == 0));
    }
    return with(limits, house.measures());
  }

  private static List<Limit> renumbered(List<Limit> limits) {
    List<Limit> out = new ArrayList<>();
    for (Limit limit : limits) {
      out.add(limit.at(out.size() + 1));
    }
    return out;
  }

  private static PolicyPack with(List<Limit> limits, List<MeasureRange> ranges) {
    return new PolicyPack(
        "house-policy",
        "1.0.1",
        house.digest(),
        ranges,
        limits,
        house.asks(),
        house.scope(),
        house.diagnosis());
  }

  private PolicyPack edited(String file, String from, String to) throws IOException {
    return edit(file, from, to);
  }

  /// Edits accumulate within a test.
  private PolicyPack edit(String file, String from, String to) throws IOException {
    Path copy = temp.resolve("pack");
    if (!Files.exists(copy)) {
      try (Stream<Path> all = Files.walk(HOUSE)) {
        for (Path path : all.toList()) {
          Files.copy(path, copy.resolve(HOUSE.relativize(path).toString()));
        }
      }
    }
    Path edited = copy.resolve(file);
    String text = Files.readString(edited);
    assertThat(text).contains(from);
    Files.writeString(edited, text.replace(from, to));
    return PolicyPacks.load(copy);
  }

  /// A good order and its moment, but for two measures that are anywhere in their ranges.
  private static final class Order implements Measures {
    private final Map<MeasureId, Long> values = new EnumMap<>(MeasureId.class);

    Order(SeededRandom random, Map<MeasureId, Long> good) {
      values.putAll(good);
      for (int n = 0; n < 2; n++) {
        var range = house.measures().get(random.nextInt(house.measures().size()));
        long width = Math.min(range.max() - range.min(), 1L << random.nextInt(40));
        long offset = Math.floorMod(random.nextLong(), Math.max(1, width));
        values.put(range.measure(), range.min() + offset);
      }
    }

    @Override
    public boolean present(MeasureId measure) {
      return values.containsKey(measure);
    }

    @Override
    public long value(MeasureId measure) {
      return values.getOrDefault(measure, 0L);
    }
  }
}
