package dev.warrant.reasoning.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObligationTest {
  private static final long FUEL = 2_000_000;
  private final Terms t = new Terms();
  private final Scripts solver = new Scripts(FUEL);

  @Test
  void aTrueClaimIsUnsatAndItsTwinGivesAWitness() {
    Term size = t.var("order.lots", Sort.INT);
    Obligation o =
        new Obligation(
            "small",
            "What is below ten is below eleven.",
            List.of(new Assertion("limit.ten", "order.lots < 10", t.lt(size, t.num(10)))),
            t.lt(size, t.num(11)));
    assertThat(solver.ask(o.text()).verdict()).isEqualTo(Verdict.UNSAT);
    Scripts.Answer twin = solver.ask(o.twin());
    assertThat(twin.verdict()).isEqualTo(Verdict.SAT);
    assertThat(twin.numbers().get("order.lots")).isLessThan(Rational.of(10));
    assertThat(o.text())
        .contains("(set-logic QF_LIA)", "; order.lots < 10", ":named limit.ten", "(check-sat)");
  }

  @Test
  void aFalseClaimGivesAnExactCounterexample() {
    Term a = t.var("a", Sort.REAL);
    Term third = t.real(new Rational(BigInteger.ONE, BigInteger.valueOf(3)));
    Obligation o =
        new Obligation(
            "third",
            "Three times a is not one.",
            List.of(),
            t.not(t.eq(t.add(a, t.add(a, a)), t.real(Rational.ONE))));
    assertThat(solver.ask(o.text()).numbers().get("a")).isEqualTo(third.value());
  }

  @Test
  void sharedPartsAreWrittenOnceHoweverDeep() {
    Term x = t.var("x", Sort.INT);
    for (int i = 0; i < 40; i++) {
      x = t.add(x, x);
    }
    Obligation o = new Obligation("deep", "Zero is not below itself.", List.of(), t.le(x, x));
    assertThat(o.text().length()).isLessThan(1_000);
    Obligation p =
        new Obligation("deep", "No number is zero.", List.of(), t.not(t.eq(x, t.num(0))));
    assertThat(p.text().length()).isLessThan(3_000);
    assertThat(solver.ask(p.text()).verdict()).isEqualTo(Verdict.SAT);
  }

  @Test
  void equalTermsAreOneAndEqualObligationsReadTheSameWhateverWasMadeBefore() {
    assertThat(claim(new Terms()).text()).isEqualTo(claim(busy()).text());
    assertThat(t.add(t.var("x", Sort.INT), t.num(1)))
        .isSameAs(t.add(t.var("x", Sort.INT), t.num(1)));
  }

  private static Terms busy() {
    Terms out = new Terms();
    out.mul(out.var("z", Sort.REAL), out.var("y", Sort.REAL));
    out.and(out.var("c", Sort.BOOL), out.var("b", Sort.BOOL));
    return out;
  }

  private static Obligation claim(Terms u) {
    Term b = u.var("b", Sort.BOOL);
    Term c = u.var("c", Sort.BOOL);
    Term both = u.define("both", u.and(b, c));
    return new Obligation(
        "both", "Both say each.", List.of(new Assertion("is-both", "", both)), u.and(c, b));
  }

  @Test
  void outOfFuelIsUnknownAndSoIsAScriptTheSolverCannotRead() {
    Term x = t.var("x", Sort.INT);
    Term y = t.var("y", Sort.INT);
    Term z = t.var("z", Sort.INT);
    Term cubes = t.add(t.mul(x, t.mul(x, x)), t.add(t.mul(y, t.mul(y, y)), t.mul(z, t.mul(z, z))));
    Obligation hard =
        new Obligation("cubes", "No cubes sum to 114.", List.of(), t.not(t.eq(cubes, t.num(114))));
    Scripts.Answer answer = new Scripts(20_000).ask(hard.text());
    assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(solver.ask("(assert (= x 1))").verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void theSameScriptCostsTheSameFuelEachTime() {
    String text = claim(t).text();
    assertThat(solver.ask(text).fuel()).isPositive().isEqualTo(solver.ask(text).fuel());
  }

  @Test
  void namesThatWouldDeceiveAReaderAreRefused() {
    assertThatThrownBy(() -> SmtText.symbol("?1")).hasMessageContaining("?1");
    assertThatThrownBy(() -> SmtText.symbol("a|b")).hasMessageContaining("a|b");
    assertThat(SmtText.symbol("and")).isEqualTo("|and|");
    t.var("x", Sort.INT);
    assertThatThrownBy(() -> t.var("x", Sort.REAL)).hasMessageContaining("something else");
  }
}
