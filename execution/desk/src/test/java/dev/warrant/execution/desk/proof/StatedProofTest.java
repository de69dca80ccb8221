package dev.warrant.execution.desk.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.knowledge.event.Derived.LimitsInForce;
import dev.warrant.knowledge.event.Derived.Polynomial;
import dev.warrant.knowledge.event.Derived.Scale;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.reasoning.prove.ProofCache;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// That the polynomials a desk leaves in its journal are its policy's limits, and nothing else is
/// taken for them.
class StatedProofTest {
  private static final PolicyPack PACK =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs/house-policy"));
  private static final CompiledGuard ENTRY = GuardCompiler.compile(PACK);
  private static final LimitsInForce STATED = ENTRY.stated("entry");
  private static final Pattern NUMBER = Pattern.compile("(?<![a-z.])[0-9]+");

  private final Scripts solver = new Scripts(PolicyProof.FUEL);

  @Test
  void whatIsStatedOfEveryLimitIsWhatItsAuthorWrote() {
    assertThat(refuted(STATED)).isEmpty();
    CompiledGuard exit = GuardCompiler.compileExit(PACK);
    assertThat(refuted(GuardClaim.exit(PACK), exit, exit.stated("exit"))).isEmpty();
    assertThat(STATED.limits()).hasSameSizeAs(ENTRY.limits());
  }

  @Test
  void everyNumberThatIsOneMoreIsRefuted() {
    int moved = 0;
    List<String> survived = new ArrayList<>();
    for (int nth = 0; ; nth++) {
      List<Polynomial> limits = new ArrayList<>();
      List<String> changed = new ArrayList<>();
      for (Polynomial p : STATED.limits()) {
        Polynomial other = moved(p, nth);
        limits.add(other);
        if (!other.equals(p)) {
          changed.add(p.id());
        }
      }
      if (changed.isEmpty()) {
        break;
      }
      moved += changed.size();
      int round = nth;
      changed.removeAll(refuted(with(limits)));
      changed.forEach(id -> survived.add(id + " number " + round));
    }
    assertThat(moved).isGreaterThan(150);
    // Where tables are read, some rows are asked only of what rows above have left.
    assertThat(survived).hasSizeLessThan(moved / 20);
  }

  /// The limit with its `nth` number raised by one; the same if it has no more.
  private static Polynomial moved(Polynomial p, int nth) {
    int[] left = {nth};
    UnaryOperator<String> move =
        text -> {
          Matcher m = NUMBER.matcher(text);
          return m.replaceAll(found ->
              left[0]-- == 0 ? Long.toString(Long.parseLong(found.group()) + 1) : found.group());
        };
    return formulas(
        p,
        move.apply(p.decided()),
        move.apply(p.when()),
        List.of(move.apply(p.left()), move.apply(p.right()), move.apply(p.under())));
  }

  private static Polynomial formulas(
      Polynomial p, String decided, String when, List<String> sides) {
    return new Polynomial(
        p.number(),
        p.id(),
        p.layer(),
        p.increasing(),
        p.text(),
        p.reads(),
        decided,
        when,
        p.op(),
        sides.get(0),
        sides.get(1),
        sides.get(2),
        p.tight(),
        p.ratio());
  }

  @Test
  void anotherMeasureOrScaleOrNothingAtAllIsRefuted() {
    Polynomial first = STATED.limits().getFirst();
    List<String> sides = List.of(first.left(), "order.lots", first.under());
    assertThat(refuted(first(formulas(first, first.decided(), first.when(), sides))))
        .contains(first.id());
    sides = List.of(first.left() + " 1", first.right(), first.under());
    assertThat(refuted(first(formulas(first, first.decided(), first.when(), sides))))
        .contains(first.id());
    sides = List.of("(* 0 " + first.left() + ")", "0", "0");
    assertThat(refuted(first(formulas(first, first.decided(), first.when(), sides))))
        .contains(first.id());
    assertThat(refuted(with(STATED.limits().subList(1, STATED.limits().size()))))
        .contains("measures", first.id());
    List<Scale> scales = new ArrayList<>(STATED.reads());
    Scale scale = scales.getFirst();
    scales.set(0, new Scale(scale.measure(), scale.unit(), scale.min(), scale.max() + 1));
    LimitsInForce wider = new LimitsInForce("entry", STATED.policy(), scales, STATED.limits());
    assertThat(refuted(wider)).containsExactly("measures");
  }

  @Test
  void aLoosenedPolynomialIsInTheProofsDigestAndNoProof() {
    ProofCache cache = new ProofCache();
    GuardProof good = prove(cache, STATED);
    assertThat(good.proved()).isTrue();
    List<Polynomial> limits = new ArrayList<>(STATED.limits());
    int at = limits.stream().map(Polynomial::id).toList().indexOf("order-size");
    Polynomial size = limits.get(at);
    List<String> sides = List.of(size.left(), size.right() + "0", size.under());
    limits.set(at, formulas(size, size.decided(), size.when(), sides));
    GuardProof loose = prove(cache, with(limits));
    assertThat(loose.proved()).isFalse();
    assertThat(loose.open())
        .extracting(GuardProof.Answered::id)
        .containsExactly("guard.entry.stated.order-size");
    assertThat(loose.digest()).isNotEqualTo(good.digest());
  }

  private static GuardProof prove(ProofCache cache, LimitsInForce stated) {
    return new PolicyProof(cache).prove(GuardClaim.entry(PACK).stating(stated), ENTRY.classBytes());
  }

  private static LimitsInForce first(Polynomial other) {
    List<Polynomial> limits = new ArrayList<>(STATED.limits());
    limits.set(0, other);
    return with(limits);
  }

  private static LimitsInForce with(List<Polynomial> limits) {
    return new LimitsInForce("entry", STATED.policy(), STATED.reads(), limits);
  }

  private List<String> refuted(LimitsInForce stated) {
    return refuted(GuardClaim.entry(PACK), ENTRY, stated);
  }

  /// The limits, or `measures`, of which what is stated does not hold.
  private List<String> refuted(GuardClaim claim, CompiledGuard guard, LimitsInForce stated) {
    String prefix = "guard." + claim.guard() + ".stated.";
    List<String> out = new ArrayList<>();
    for (Obligation o : PolicyProof.obligations(claim.stating(stated), guard.classBytes())) {
      if (o.id().startsWith(prefix)) {
        Verdict verdict = solver.ask(o.text()).verdict();
        assertThat(verdict).as(o.id()).isNotEqualTo(Verdict.UNKNOWN);
        if (verdict == Verdict.SAT) {
          out.add(o.id().substring(prefix.length()));
        }
      }
    }
    return out;
  }
}
