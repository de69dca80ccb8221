package dev.warrant.reasoning.smt;

import com.microsoft.z3.Context;
import com.microsoft.z3.Global;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Z3Exception;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One fresh Z3 context: opened for one deliberation, used by one thread, closed with it (an open
/// context holds about 16 MiB that no collector frees, and one shared by two threads crashes the
/// JVM).
///
/// Work is bounded by fuel (Z3's `rlimit`), which is the same on every machine; running out is
/// [Verdict#UNKNOWN], and so is everything the solver complains about.
public final class Smt implements AutoCloseable {
  /// Memory all contexts of the process may use together, in MiB.
  private static final String MEMORY_MAX_MIB = "2048";

  static {
    boundMemory();
  }

  /// Bounds the solver's memory; before the first context of the process is opened.
  static void boundMemory() {
    Global.setParameter("memory_max_size", MEMORY_MAX_MIB);
  }

  private final Context context;
  private final Solver solver;
  private final Map<String, Encoding.Formula> ground = new TreeMap<>();
  private int encodings;
  private @Nullable Questions known;
  private boolean failed;
  private volatile long owner = -1;

  /// Opens a context.
  ///
  /// @param fuel how much one question may cost, in Z3's own units of work
  public Smt(long fuel) {
    if (fuel <= 0 || fuel > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("fuel must be in 1..2^31-1, found " + fuel);
    }
    this.context = new Context();
    this.solver = solver(context, fuel);
  }

  /// Prepares questions about `limits`.
  ///
  /// @param whole where the unknowns lie that the measures depend on; all questions stay inside
  /// @param measures what each measure is; one that is missing is absent
  /// @param ranges declared ranges; a value outside refuses
  public Questions about(
      Box whole,
      Map<MeasureId, Form> measures,
      Map<MeasureId, MeasureRange> ranges,
      List<Limit> limits) {
    claim();
    Encoding encoding = new Encoding(context, encodings++, whole, measures, ranges);
    return new Questions(this, encoding, limits, ground);
  }

  /// The solver knows the facts of `questions`, and of no others, until it is asked other ones.
  void about(Questions questions) {
    if (known != questions) {
      if (known != null) {
        known = null;
        solver.pop();
      }
      solver.push();
      questions.assertFacts();
      known = questions;
    }
  }

  /// The solver complained, so what it still holds is not known: it is not believed any more.
  void fail() {
    failed = true;
  }

  boolean failed() {
    return failed;
  }

  Context context() {
    claim();
    return context;
  }

  Solver solver() {
    return solver;
  }

  private static Solver solver(Context context, long fuel) {
    Solver solver = context.mkSimpleSolver();
    Params params = context.mkParams();
    params.add("rlimit", (int) fuel);
    // Faster on many small questions than what Z3 chooses by itself.
    params.add("auto_config", false);
    params.add("relevancy", 0);
    params.add("arith.solver", 2);
    solver.setParameters(params);
    return solver;
  }

  private void claim() {
    long me = Thread.currentThread().threadId();
    if (owner == -1) {
      owner = me;
    } else if (owner != me) {
      throw new IllegalStateException(
          "solver context of thread " + owner + " used by thread " + me);
    }
  }

  /// Frees the context; closing twice does nothing.
  @Override
  public void close() {
    try {
      context.close();
    } catch (Z3Exception e) {
      throw new IllegalStateException("closing the solver context failed", e);
    }
  }
}
