package dev.warrant.reasoning.smt;

import com.microsoft.z3.AlgebraicNum;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.IntNum;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Statistics;
import com.microsoft.z3.Status;
import com.microsoft.z3.Version;
import com.microsoft.z3.Z3Exception;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Asks the solver whole SMT-LIB 2 scripts, each in a fresh context, so that no question has
/// influence on another. What the solver complains about, and what it cannot decide within its
/// fuel, is [Verdict#UNKNOWN]. For any thread.
public final class Scripts {
  /// What the solver said of one script.
  ///
  /// @param numbers for a `sat` script, a value of each number it declares; one that is left out
  ///   may be anything
  /// @param truths likewise for truth values
  /// @param fuel what the answer cost, in Z3's own units of work; the same on every machine
  /// @param why for an unknown answer, what the solver said about it; else empty
  public record Answer(
      Verdict verdict,
      SortedMap<String, Rational> numbers,
      SortedMap<String, Boolean> truths,
      long fuel,
      String why) {
    public Answer {
      numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
      truths = Collections.unmodifiableSortedMap(new TreeMap<>(truths));
    }

    static Answer unknown(long fuel, String why) {
      return new Answer(Verdict.UNKNOWN, new TreeMap<>(), new TreeMap<>(), fuel, why);
    }
  }

  private final int fuel;

  /// @param fuel how much one script may cost (Z3's `rlimit`)
  public Scripts(long fuel) {
    if (fuel <= 0 || fuel > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("fuel must be in 1..2^31-1, found " + fuel);
    }
    this.fuel = (int) fuel;
    Smt.boundMemory();
  }

  /// The solver's name and version.
  public static String solver() {
    return Version.getFullVersion();
  }

  /// Asks whether the assertions of `script` can hold together.
  public Answer ask(String script) {
    try (Context z3 = new Context()) {
      return ask(z3, script);
    } catch (Z3Exception e) {
      return Answer.unknown(0, String.valueOf(e.getMessage()));
    }
  }

  private Answer ask(Context z3, String script) {
    Solver solver = z3.mkSimpleSolver();
    Params params = z3.mkParams();
    params.add("rlimit", fuel);
    solver.setParameters(params);
    for (BoolExpr one : z3.parseSMTLIB2String(script, null, null, null, null)) {
      add(solver, one);
    }
    Status status = solver.check();
    long used = fuel(solver);
    return switch (status) {
      case UNSATISFIABLE -> new Answer(Verdict.UNSAT, new TreeMap<>(), new TreeMap<>(), used, "");
      case UNKNOWN -> Answer.unknown(used, solver.getReasonUnknown());
      case SATISFIABLE -> model(solver.getModel(), used);
    };
  }

  private static Answer model(Model model, long used) {
    TreeMap<String, Rational> numbers = new TreeMap<>();
    TreeMap<String, Boolean> truths = new TreeMap<>();
    for (FuncDecl<?> unknown : model.getConstDecls()) {
      String name = unknown.getName().toString();
      Expr<?> value = model.getConstInterp(unknown);
      if (value instanceof IntNum n) {
        numbers.put(name, new Rational(n.getBigInteger(), BigInteger.ONE));
      } else if (value instanceof RatNum r) {
        numbers.put(name, new Rational(r.getBigIntNumerator(), r.getBigIntDenominator()));
      } else if (value != null && (value.isTrue() || value.isFalse())) {
        truths.put(name, value.isTrue());
      } else if (value instanceof AlgebraicNum) {
        return Answer.unknown(used, name + " has no rational value");
      }
      // Else it is no unknown: the solver also lists what the script defines, as it was written.
    }
    return new Answer(Verdict.SAT, numbers, truths, used, "");
  }

  private static long fuel(Solver solver) {
    Statistics.Entry entry = solver.getStatistics().get("rlimit count");
    return entry == null ? 0 : Integer.toUnsignedLong(entry.getUIntValue());
  }

  // Z3's method takes generic varargs; one argument is safe.
  @SuppressWarnings("unchecked")
  private static void add(Solver solver, BoolExpr what) {
    solver.add(what);
  }
}
