package dev.warrant.reasoning.session;

import dev.warrant.knowledge.seam.Stopwatch;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.api.runtime.rule.FactHandle;

/// Asks the rule engine what the compiled guard is asked, one rule for each row, so that both can
/// be compared in one run.
public final class RowsBench {
  private static final int WARM_ROUNDS = 4;
  private static final int ROUNDS = 5;

  private RowsBench() {}

  /// A measure vector as a fact.
  public static final class Vector {
    private final long[] slots;
    private int violated;

    Vector(long[] slots) {
      this.slots = slots;
    }

    /// The value in a slot.
    public long at(int slot) {
      return slots[slot];
    }

    /// Called by the consequence of a violated row.
    public void violate() {
      violated++;
    }
  }

  /// What was measured, best round.
  ///
  /// @param statefulNanos one question in a session kept open: insert, fire, delete
  /// @param statelessNanos one question with a session of its own
  /// @param violations counted over one round, so that no call can be left out
  public record Result(double statefulNanos, double statelessNanos, long violations) {}

  /// Measures `calls` questions a round.
  ///
  /// @param violations conditions over `at(slot)`, one for each row
  public static Result run(List<String> violations, List<long[]> vectors, int calls) {
    KieBase base = base(violations);
    double stateful = Double.MAX_VALUE;
    double stateless = Double.MAX_VALUE;
    long sum = 0;
    for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      long t0 = Stopwatch.ticks();
      sum = stateful(base, vectors, calls);
      long t1 = Stopwatch.ticks();
      stateless(base, vectors, calls);
      long t2 = Stopwatch.ticks();
      if (round >= WARM_ROUNDS) {
        stateful = Math.min(stateful, (t1 - t0) / (double) calls);
        stateless = Math.min(stateless, (t2 - t1) / (double) calls);
      }
    }
    return new Result(stateful, stateless, sum);
  }

  private static long stateful(KieBase base, List<long[]> vectors, int calls) {
    KieSession session = base.newKieSession();
    long sum = 0;
    try {
      for (int i = 0; i < calls; i++) {
        Vector v = new Vector(vectors.get(i % vectors.size()));
        FactHandle handle = session.insert(v);
        session.fireAllRules();
        session.delete(handle);
        sum += v.violated;
      }
    } finally {
      session.dispose();
    }
    return sum;
  }

  private static void stateless(KieBase base, List<long[]> vectors, int calls) {
    StatelessKieSession session = base.newStatelessKieSession();
    for (int i = 0; i < calls; i++) {
      session.execute(new Vector(vectors.get(i % vectors.size())));
    }
  }

  private static KieBase base(List<String> violations) {
    StringBuilder drl = new StringBuilder("package rows;\nimport ");
    drl.append(Vector.class.getCanonicalName()).append(";\n");
    for (int i = 0; i < violations.size(); i++) {
      drl.append("rule \"row ").append(i).append("\" when $v : Vector(");
      drl.append(violations.get(i)).append(") then $v.violate(); end\n");
    }
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("rows/rows.drl", drl.toString());
    CompiledRules compiled = RuleCompiler.compile(texts);
    RuleLoader loader = new RuleLoader(RowsBench.class.getClassLoader(), compiled.classes());
    try {
      Model model =
          (Model) loader.loadClass(compiled.models().getFirst()).getConstructor().newInstance();
      return KieBaseBuilder.createKieBaseFromModel(model);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the compiled rows lack a usable model", e);
    }
  }
}
