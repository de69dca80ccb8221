package dev.warrant.execution.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The compiled reading against an independent one; `-Dwarrant.vectors=10000000` for the long run.
class GuardAgainstOracleTest {
  private static final int VECTORS = Integer.getInteger("warrant.vectors", 1_000_000);

  @Test
  void theCompiledGuardAnswersAsTheLimitsSay() {
    PolicyPack pack = Policies.twenty();
    CompiledGuard guard = GuardCompiler.compile(pack);
    int[] seen = agree(pack, guard, VECTORS);
    for (int n = 0; n <= guard.limits().size(); n++) {
      assertThat(seen[n]).as("answers %d (%s)", n, n == 0 ? "admit" : guard.id(n)).isPositive();
    }
  }

  @Test
  void theExitGuardAnswersAsTheLimitsSay() {
    PolicyPack pack = Policies.twenty();
    CompiledGuard guard = GuardCompiler.compileExit(pack);
    int[] seen = agree(pack, guard, VECTORS / 10);
    assertThat(Arrays.stream(seen).limit(guard.limits().size() + 1)).allMatch(n -> n > 0);
  }

  @Test
  void theTableLoopAnswersAsTheGuard() {
    CompiledGuard guard = GuardCompiler.compile(Policies.twenty());
    Guard loop = new TableLoop(guard.plan());
    Oracle oracle = new Oracle(Policies.twenty(), guard.limits());
    new Vectors(guard, oracle, 7)
        .each(100_000, s -> assertThat(loop.check(s)).isEqualTo(guard.guard().check(s)));
  }

  @Test
  void aLimitCompiledOffByOneIsFound() {
    PolicyPack pack = Policies.twenty();
    int caught = 0;
    for (Limit limit : pack.limits()) {
      CompiledGuard wrong = GuardCompiler.compile(shifted(pack, limit.number()));
      CompiledGuard right = GuardCompiler.compile(pack);
      Oracle oracle = new Oracle(pack, right.limits());
      int[] differences = {0};
      for (int seed = 0; seed < 20 && differences[0] == 0; seed++) {
        new Vectors(right, oracle, seed)
            .each(20_000, s -> differences[0] += oracle.check(s) == wrong.guard().check(s) ? 0 : 1);
      }
      assertThat(differences[0]).as(limit.id()).isPositive();
      caught++;
    }
    assertThat(caught).isEqualTo(20);
  }

  private static int[] agree(PolicyPack pack, CompiledGuard guard, int vectors) {
    Oracle oracle = new Oracle(pack, guard.limits());
    int[] seen = new int[guard.limits().size() + 1 + MeasureId.values().length];
    new Vectors(guard, oracle, 20260727)
        .each(
            vectors,
            slots -> {
              int expected = oracle.check(slots);
              int found = guard.guard().check(slots);
              if (found != expected) {
                assertThat(found).as("on %s", Arrays.toString(slots)).isEqualTo(expected);
              }
              seen[found >= 0 ? found : guard.limits().size() - found]++;
            });
    return seen;
  }

  private static PolicyPack shifted(PolicyPack pack, int number) {
    List<Limit> limits = new ArrayList<>(pack.limits());
    Limit l = limits.get(number - 1);
    Cond.Compare r = l.require();
    Expr right =
        r.right() instanceof Expr.Mul(Expr.Num(long over, long under), Expr by) && over > 1000
            ? new Expr.Mul(new Expr.Num(over + 1, under), by)
            : new Expr.Sub(r.right(), new Expr.Num(1, 1));
    Cond.Compare off = new Cond.Compare(r.op(), r.left(), right);
    limits.set(
        number - 1,
        new Limit(
            number,
            l.id(),
            l.layer(),
            l.binds(),
            l.says(),
            l.text(),
            l.when(),
            off,
            new TreeMap<>(l.parameters()),
            l.owner(),
            l.file()));
    return new PolicyPack(pack.name(), pack.version(), pack.digest(), pack.measures(), limits);
  }
}
