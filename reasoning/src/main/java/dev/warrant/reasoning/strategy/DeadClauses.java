package dev.warrant.reasoning.strategy;

import alice.tuprolog.InvalidLibraryException;
import alice.tuprolog.Number;
import alice.tuprolog.OperatorManager;
import alice.tuprolog.Prolog;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import dev.warrant.rules.pack.StrategyPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Clauses of a theory that can never succeed, as far as that is decidable by looking: one variable
/// is compared with whole numbers that leave it no value; no clause left has a head that fits a
/// goal; or a goal asks for an event pattern the strategy does not watch for. Other arithmetic,
/// negation, and what facts can hold together are not analysed, so a clause not named here may
/// still be dead.
public final class DeadClauses {
  /// A clause that can never succeed.
  ///
  /// @param place `file:line`
  /// @param says why
  public record Dead(String id, String place, String says) {}

  private record Span(long low, long high) {
    static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

    Span and(long from, long to) {
      return new Span(Math.max(low, from), Math.min(high, to));
    }

    boolean empty() {
      return low > high;
    }
  }

  private final StrategyPack pack;
  private final List<Clause> alive;

  private DeadClauses(StrategyPack pack, List<Clause> clauses) {
    this.pack = pack;
    this.alive = new ArrayList<>(clauses);
  }

  /// The dead clauses of `pack`, those first that are dead by themselves.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the theory is not one
  public static List<Dead> of(StrategyPack pack) {
    DeadClauses looking = new DeadClauses(pack, read(pack));
    List<Dead> out = new ArrayList<>();
    int before = -1;
    while (before != out.size()) {
      before = out.size();
      for (Clause clause : List.copyOf(looking.alive)) {
        String why = looking.why(clause);
        if (!why.isEmpty()) {
          looking.alive.remove(clause);
          out.add(new Dead(clause.id(), clause.place(), why));
        }
      }
    }
    return List.copyOf(out);
  }

  private static List<Clause> read(StrategyPack pack) {
    try {
      OperatorManager operators = new Prolog(new String[0]).getOperatorManager();
      Theory.operators(operators);
      return TheoryReader.read(pack.files("theory", ".pl"), operators).clauses();
    } catch (InvalidLibraryException e) {
      throw new IllegalStateException("an engine without libraries does not start", e);
    }
  }

  private String why(Clause clause) {
    Map<String, Span> spans = new TreeMap<>();
    for (Term wrapped : goals(clause.body())) {
      Struct goal = (Struct) wrapped.getTerm();
      Struct inner = (Struct) goal.getArg(0).getTerm();
      String why =
          switch (goal.getName()) {
            case "test" -> compared(inner, spans);
            case "user" -> fits(inner);
            case "fact" -> watched(inner);
            default -> "";
          };
      if (!why.isEmpty()) {
        return why;
      }
    }
    return "";
  }

  private static List<Term> goals(Struct body) {
    List<Term> out = new ArrayList<>();
    Struct rest = body;
    while (rest.isList() && !rest.isEmptyList()) {
      out.add(rest.listHead());
      rest = rest.listTail();
    }
    return out;
  }

  private static String compared(Struct test, Map<String, Span> spans) {
    Term left = test.getArg(0).getTerm();
    Term right = test.getArg(1).getTerm();
    if (!(left instanceof Var v) || v.isAnonymous() || !(right instanceof Number n)) {
      return "";
    }
    long k = n.longValue();
    Span old = spans.getOrDefault(v.getOriginalName(), Span.ALL);
    Span now =
        switch (test.getName()) {
          case "<" -> old.and(Long.MIN_VALUE, k - 1);
          case "=<" -> old.and(Long.MIN_VALUE, k);
          case ">" -> old.and(k + 1, Long.MAX_VALUE);
          case ">=" -> old.and(k, Long.MAX_VALUE);
          case "=:=" -> old.and(k, k);
          default -> old;
        };
    spans.put(v.getOriginalName(), now);
    return now.empty() ? "its comparisons leave " + v.getOriginalName() + " no value." : "";
  }

  private String fits(Struct goal) {
    return alive.stream().anyMatch(c -> alike(c.head(), goal))
        ? ""
        : "no clause that can succeed has a head like " + TermText.of(goal) + ".";
  }

  /// Whether both may become equal, variables aside.
  private static boolean alike(Term left, Term right) {
    Term a = left.getTerm();
    Term b = right.getTerm();
    if (a instanceof Var || b instanceof Var) {
      return true;
    }
    if (!(a instanceof Struct s && b instanceof Struct o)) {
      return a.isEqual(b);
    }
    if (!s.getName().equals(o.getName()) || s.getArity() != o.getArity()) {
      return false;
    }
    for (int i = 0; i < s.getArity(); i++) {
      if (!alike(s.getArg(i), o.getArg(i))) {
        return false;
      }
    }
    return true;
  }

  private String watched(Struct fact) {
    if (!fact.getName().equals("pattern")
        || !(fact.getArg(1).getTerm() instanceof Struct name)
        || name.getArity() != 0) {
      return "";
    }
    Pattern named = Pattern.compile("@name\\('" + Pattern.quote(name.getName()) + "'\\)");
    boolean watched =
        pack.files("patterns", ".epl").values().stream().anyMatch(t -> named.matcher(t).find());
    return watched ? "" : "the strategy watches for no pattern " + name.getName() + ".";
  }
}
