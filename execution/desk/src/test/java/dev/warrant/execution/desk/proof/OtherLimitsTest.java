package dev.warrant.execution.desk.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Limits of forms the house does not use, compiled and proved.
class OtherLimitsTest {
  private static final Expr LOTS = new Expr.Measured(MeasureId.ORDER_LOTS);
  private static final Expr PRICE = new Expr.Measured(MeasureId.ORDER_PRICE);
  private static final Expr MARK = new Expr.Measured(MeasureId.MARKET_MARK);
  private static final Expr EQUITY = new Expr.Measured(MeasureId.ACCOUNT_EQUITY);
  private static final Expr PEAK = new Expr.Measured(MeasureId.ACCOUNT_PEAK);

  private final List<Limit> limits = new ArrayList<>();
  private Cond when = new Cond.Always();
  private Binds binds = Binds.INCREASING;

  @Test
  void choicesConditionsAndProductsAreProved() {
    Cond up = new Cond.Compare(Cond.Op.GT, PRICE, MARK);
    Cond big = new Cond.Compare(Cond.Op.GE, LOTS, num(100, 1));
    limit(Cond.Op.LE, new Expr.Min(LOTS, num(77, 2)), new Expr.Max(num(3, 1), MARK));
    limit(
        Cond.Op.LT,
        new Expr.If(up, new Expr.Sub(PRICE, MARK), new Expr.Sub(MARK, PRICE)),
        new Expr.Mul(num(1, 7), MARK));
    limit(Cond.Op.GT, new Expr.Neg(new Expr.Abs(new Expr.Sub(MARK, PRICE))), num(-900_000, 1));
    limit(Cond.Op.NE, LOTS, num(13, 1));
    limit(Cond.Op.LE, new Expr.Div(new Expr.Sub(PEAK, EQUITY), PEAK), num(1, 5));
    when = new Cond.Or(new Cond.And(up, big), new Cond.Not(new Cond.Or(up, big)));
    limit(Cond.Op.LE, new Expr.Mul(LOTS, PRICE), new Expr.Mul(num(3, 2), EQUITY));
    limit(
        Cond.Op.LE,
        new Expr.Div(new Expr.Mul(LOTS, PRICE), PEAK),
        new Expr.Div(new Expr.Mul(num(7, 3), MARK), new Expr.Max(PRICE, num(2, 1))));
    PolicyPack pack = pack();
    GuardProof proof = PolicyProof.entry(pack, GuardCompiler.compile(pack).classBytes());
    assertThat(proof.proved()).isTrue();
    // What l102 leaves is never as far from the mark as l103 forbids.
    assertThat(proof.empty()).allMatch(a -> a.id().endsWith("l103"));
    System.out.println(
        "OTHER "
            + proof.answers().size()
            + " obligations, fuel "
            + proof.fuel()
            + ", "
            + proof.nanos() / 1_000_000
            + " ms");
  }

  @Test
  void aHundredAndFiftyLimitsAreProved() {
    MeasureId[] ids = MeasureId.values();
    for (int n = 0; n < 150; n++) {
      Expr left = new Expr.Measured(ids[n % 12]);
      Expr right = new Expr.Mul(num(n + 1, 3), new Expr.Measured(ids[20 + n % 15]));
      binds = n % 5 == 0 ? Binds.ALL : Binds.INCREASING;
      limit(Cond.Op.LE, left, new Expr.Add(right, num(1_000_000 - n, 1)));
    }
    PolicyPack pack = pack();
    byte[] bytes = GuardCompiler.compile(pack).classBytes();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    GuardProof proof = PolicyProof.entry(pack, bytes);
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    System.out.println(
        "MANY "
            + proof.answers().size()
            + " obligations, fuel "
            + proof.fuel()
            + ", "
            + proof.nanos() / 1_000_000
            + " ms, of which this thread worked "
            + cpu / 1_000_000
            + " ms");
    assertThat(proof.proved()).isTrue();
  }

  /// The rows of the warrant read measures that no pack needs to declare; what is not declared may
  /// hold any value, and nobody jumps to where a value outside its range would be named.
  @Test
  void aPackThatDeclaresNoMeasureOfTheWarrantIsProved() {
    limit(Cond.Op.LE, LOTS, num(100, 1));
    PolicyPack all = pack();
    List<MeasureRange> ranges =
        all.measures().stream().filter(r -> !r.measure().text().startsWith("warrant.")).toList();
    assertThat(ranges).hasSizeLessThan(all.measures().size());
    PolicyPack pack = new PolicyPack("bare", "1", Digest.sha256("bare"), ranges, limits);
    CompiledGuard guard = GuardCompiler.compile(pack);
    assertThat(PolicyProof.entry(pack, guard.classBytes()).proved()).isTrue();
    CompiledGuard exit = GuardCompiler.compileExit(pack);
    assertThat(PolicyProof.exit(pack, exit.classBytes()).proved()).isTrue();
  }

  private static Expr num(long over, long under) {
    return new Expr.Num(over, under);
  }

  private void limit(Cond.Op op, Expr left, Expr right) {
    int number = limits.size() + 1;
    limits.add(
        new Limit(
            number,
            "l" + (100 + number),
            Layer.POSITION,
            binds,
            "",
            op.toString(),
            when,
            new Cond.Compare(op, left, right),
            new TreeMap<>(),
            "risk",
            "test"));
  }

  private PolicyPack pack() {
    List<MeasureRange> ranges = new ArrayList<>();
    for (MeasureId id : MeasureId.values()) {
      ranges.add(
          switch (id) {
            case ORDER_INCREASING -> new MeasureRange(id, 0, 1);
            case ACCOUNT_EQUITY -> new MeasureRange(id, -1_000_000_000L, 1_000_000_000L);
            default -> new MeasureRange(id, 1, 1_000_000L);
          });
    }
    return new PolicyPack("other", "1", Digest.sha256("other"), ranges, limits);
  }
}
