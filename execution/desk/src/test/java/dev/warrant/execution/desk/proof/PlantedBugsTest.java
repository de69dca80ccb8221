package dev.warrant.execution.desk.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.reasoning.prove.Counterexample;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.reasoning.prove.ProofCache;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Guards of the house's limits that a person wrote in Java and `javac` compiled: the right one is
/// proved, each wrong one refuted by an order on which its bytes really err.
class PlantedBugsTest {
  private static final PolicyPack PACK =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs/house-policy"));
  private static final GuardClaim CLAIM = GuardClaim.entry(PACK);
  private static final String RIGHT = GuardSource.of(CLAIM.limits(), CLAIM.ranges());

  @Test
  void theRightOneIsProved() {
    GuardProof proof = prove(RIGHT);
    assertThat(proof.open()).isEmpty();
    assertThat(proof.empty()).isEmpty();
    assertThat(proof.proved()).isTrue();
  }

  @Test
  void aDifferentTextOfTheSameMeaningIsProved() {
    String other =
        edit("stop-required", s -> s.replace("== 1L", ">= 1L"))
            .apply(edit("max-volume", s -> s.replace("<= 6000L", "< 6001L")).apply(RIGHT));
    assertThat(other).isNotEqualTo(RIGHT);
    assertThat(prove(other).proved()).isTrue();
  }

  /// What went wrong.
  enum Bug {
    CONSTANT_OFF_BY_ONE(edit("max-value", s -> s.replace("150000000L", "150000001L"))),
    LESS_FOR_AT_MOST(edit("open-orders", s -> s.replace("<= 6L", "< 6L"))),
    AT_LEAST_FOR_MORE(edit("warrant.expiresIn", s -> s.replace("> 0L)", ">= 0L)"))),
    NUMBERS_SWAPPED(
        edit("open-orders", s -> s.replace("return 3;", "return 4;"))
            .compose(edit("order-size", s -> s.replace("return 4;", "return 3;")))),
    ORDER_OF_LIMITS(PlantedBugsTest::swapped),
    PRESENCE_FORGOTTEN(edit("heat", PlantedBugsTest::withoutPresence)),
    WRONG_PRESENCE_BIT(
        edit(
            "heat",
            s ->
                s.replaceFirst(
                    "& (\\d*)[02468]L\\) == 0L\\) return -29", "& 1L) == 0L) return -29"))),
    WHEN_FORGOTTEN(
        edit(
            "net-correlated",
            s -> s.replaceFirst("if \\(s\\[\\d+] > 700000L && ", "if (true && "))),
    WRONG_SLOT(edit("max-volume", s -> s.replace("!(s[3]", "!(s[4]"))),
    OVERFLOW(
        edit(
            "daily-loss",
            s ->
                s.replaceFirst(
                    "100L \\* (s\\[\\d+]) <= (.*)\\)\\) return",
                    "100000000L * $1 <= 1000000L * $2)) return"))),
    WRONG_FAULT(edit("order-size", s -> s.replaceFirst("return -4;", "return -3;"))),
    EXIT_FOR_INCREASING(
        edit(
            "leverage",
            s ->
                s.replace(
                    "    if (s[6] != 0L)", "    if (s[6] == 1L) return 0;\n    if (s[6] != 0L)"))),
    BINDS_THE_WRONG_WAY(edit("dead-man", s -> s.replace("!= 0L) {", "== 0L) {"))),
    RANGE_HALF_CHECKED(edit("price-collar", s -> s.replaceFirst("s\\[\\d+] < 1L \\|\\| ", ""))),
    LIMIT_FORGOTTEN(edit("self-trade", s -> "")),
    SIGN_FORGOTTEN(edit("price-collar", s -> s.replace("abs(", "("))),
    BACK_DOOR(edit("leverage", s -> "    if (s[4] == 123456789L) return 0;\n" + s)),
    MIRRORED(edit("spread", s -> s.replace(" <= ", " >= ")));

    private final UnaryOperator<String> plant;

    Bug(java.util.function.Function<String, String> plant) {
      this.plant = plant::apply;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedBugIsRefutedByAnOrderOnWhichTheBytesErr(Bug bug) {
    String source = bug.plant.apply(RIGHT);
    assertThat(source).isNotEqualTo(RIGHT);
    byte[] bytes = Compiled.bytes(source);
    GuardProof proof = new PolicyProof(new ProofCache()).prove(CLAIM, bytes);
    assertThat(proof.proved()).isFalse();
    assertThat(proof.counterexample()).as("%s", proof.open()).isPresent();
    Counterexample c = proof.counterexample().orElseThrow();
    int found = Compiled.running(bytes, PlantedBugsTest.class).check(c.vector());
    assertThat(found).isEqualTo(c.found()).isNotEqualTo(c.expected());
    assertThat(Readings.code(CLAIM, c.vector())).isEqualTo(c.expected());
    System.out.println("REFUTED " + bug + ": limits " + c.expected() + ", code " + c.found());
  }

  private static GuardProof prove(String source) {
    return new PolicyProof(new ProofCache()).prove(CLAIM, Compiled.bytes(source));
  }

  /// Changes the text of one limit.
  private static java.util.function.Function<String, String> edit(
      String limit, UnaryOperator<String> change) {
    return source -> {
      String from = "    // limit " + limit + "\n";
      String to = "    // end " + limit + "\n";
      int a = source.indexOf(from) + from.length();
      int b = source.indexOf(to);
      return source.substring(0, a) + change.apply(source.substring(a, b)) + source.substring(b);
    };
  }

  private static String swapped(String source) {
    String mark = "    // limit ";
    int first = source.indexOf(mark + "heat\n");
    int second = source.indexOf(mark + "net-correlated\n");
    int end = source.indexOf(mark + "net-exposure\n");
    return source.substring(0, first)
        + source.substring(second, end)
        + source.substring(first, second)
        + source.substring(end);
  }

  private static String withoutPresence(String limit) {
    return limit
        .lines()
        .filter(line -> !line.contains(" == 0L) return -29"))
        .reduce("", (a, b) -> a + b + "\n");
  }
}
