package dev.warrant.execution.desk.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.PolicyDiff;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.PolicyReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables of the house and copies of them that somebody changed, as the solver sees them.
class TableProofTest {
  private static final Path HOUSE =
      Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs/house-policy");
  private static final String TIERS = "tables/capital-tiers.csv";

  @TempDir Path temp;

  private PolicyPack edited(String file, String from, String to) throws IOException {
    Path copy = temp.resolve("policy" + to.hashCode());
    try (Stream<Path> all = Files.walk(HOUSE)) {
      for (Path path : all.toList()) {
        Files.copy(path, copy.resolve(HOUSE.relativize(path).toString()));
      }
    }
    String text = Files.readString(copy.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(copy.resolve(file), text.replace(from, to));
    return PolicyPacks.load(copy);
  }

  /// Even tables that may not be approved are compiled to what they mean.
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tables/capital-tiers.csv | unique, | first,
          tables/capital-tiers.csv | [1000..2500) | [1000..2499)
          tables/capital-tiers.csv | [1000..2500) | [1000..2600]
          tables/capital-tiers.csv | >= 100000 | -
          tables/leverage-by-regime.csv | TRENDING,- | TRENDING,> 60
          tables/leverage-by-regime.csv | first, | unique,
          """)
  void whateverTheTableTheGuardIsProvedToDoWhatItSays(String file, String from, String to)
      throws IOException {
    PolicyPack pack = edited(file, from, to);
    byte[] bytes = GuardCompiler.compile(pack).classBytes();
    assertThat(PolicyProof.entry(pack, bytes).proved()).isTrue();
    GuardProof other = PolicyProof.entry(PolicyPacks.load(HOUSE), bytes);
    boolean same = from.equals("unique,");
    assertThat(other.proved()).isEqualTo(same);
    if (!same) {
      assertThat(other.counterexample()).isPresent();
    }
  }

  @Test
  void aCellMovedByOneStepInTheCodeIsRefutedByAnOrder() throws IOException {
    PolicyPack pack = PolicyPacks.load(HOUSE);
    for (String[] edit :
        new String[][] {
          {"[2500..5000),1500,60", "[2500..5000),1501,60"},
          {"[2500..5000),1500,60", "[2500..5000),1500,61"},
          {",[1000..2500),500,50,\n2k5,[2500..", ",[1000..2500.0001),500,50,\n2k5,[2500.0001.."},
        }) {
      byte[] bytes = GuardCompiler.compile(edited(TIERS, edit[0], edit[1])).classBytes();
      GuardProof proof = PolicyProof.entry(pack, bytes);
      assertThat(proof.proved()).isFalse();
      var order = proof.counterexample().orElseThrow();
      int expected = Readings.code(GuardClaim.entry(pack), order.vector());
      assertThat(order.expected()).isEqualTo(expected).isNotEqualTo(order.found());
    }
  }

  @Test
  void aCellIsLooserOneWayAndTighterTheOther() throws IOException {
    PolicyPack house = PolicyPacks.load(HOUSE);
    PolicyPack more = edited(TIERS, "[2500..5000),1500,60", "[2500..5000),1501,60");
    PolicyDiff.Result loosened = PolicyDiff.compare(house, more);
    assertThat(loosened.verdict()).isEqualTo(Verdict.LOOSER);
    assertThat(loosened.looser()).extracting(w -> w.limit().id()).containsExactly("tier-order");
    assertThat(loosened.looser().getFirst().says()).contains("1500 USDT (capital-tiers, row 2k5)");
    assertThat(PolicyDiff.compare(more, house).verdict()).isEqualTo(Verdict.TIGHTER);
    PolicyPack regrouped =
        edited("tables/leverage-by-regime.csv", "quiet,CALM | RANGING,-,3", "quiet,-,-,3");
    assertThat(PolicyDiff.compare(house, regrouped).verdict()).isEqualTo(Verdict.EQUIVALENT);
  }

  /// Orders with inputs on, below and above every bound of the tables.
  @Test
  void threeReadingsAgreeAtTheBoundsOfTables() {
    PolicyPack pack = PolicyPacks.load(HOUSE);
    GuardClaim claim = GuardClaim.entry(pack);
    PolicyReading meaning = Readings.of(claim);
    var guard = GuardCompiler.compile(pack).guard();
    Edges edges = new Edges(claim);
    SeededRandom random = new SeededRandom(3);
    List<Limit> tabled = pack.limits().stream().filter(l -> !l.tables().isEmpty()).toList();
    assertThat(tabled).hasSize(3);
    long[] start = edges.standing(tabled.getFirst().number(), 0).orElseThrow();
    int solved = 0;
    List<Long> equities = new ArrayList<>();
    for (long bound : new long[] {1000, 2500, 5000, 25_000, 50_000, 100_000}) {
      equities.addAll(List.of(bound * 10_000 - 1, bound * 10_000, bound * 10_000 + 1));
    }
    for (int n = 0; n < 20_000; n++) {
      long[] slots = start.clone();
      long equity = equities.get(random.nextInt(equities.size()));
      set(slots, MeasureId.ACCOUNT_EQUITY, equity);
      set(slots, MeasureId.BELIEF_REGIME, random.nextInt(4));
      set(slots, MeasureId.BELIEF_PROBABILITY, 499_998 + random.nextInt(4));
      set(slots, MeasureId.ORDER_NOTIONAL, 10_000L * 500 * random.nextInt(8) + random.nextInt(3));
      set(slots, MeasureId.ORDER_GROSS_AFTER, equity * (1 + random.nextInt(3)) + random.nextInt(3));
      long share = 50 + 10L * random.nextInt(4);
      set(slots, MeasureId.ORDER_WORST_NOTIONAL_AFTER, equity * share / 100 + random.nextInt(3));
      Readings.OfSlots measures = new Readings.OfSlots(slots);
      assertThat(guard.check(slots)).isEqualTo(meaning.code(measures));
      if (n % 400 == 0) {
        Edges.Read read = edges.read(slots, tabled.get(solved % 3));
        assertThat(read.decision()).isEqualTo(meaning.code(measures));
        solved++;
      }
    }
    assertThat(solved).isEqualTo(50);
  }

  private static void set(long[] slots, MeasureId id, long value) {
    slots[MeasureBoard.slot(id)] = value;
    slots[id.ordinal() >> 6] |= 1L << (id.ordinal() & 63);
  }
}
