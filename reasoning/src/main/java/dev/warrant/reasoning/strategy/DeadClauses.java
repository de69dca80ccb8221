package dev.warrant.reasoning.strategy;

import alice.tuprolog.Number;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import dev.warrant.reasoning.check.Asker;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Clauses of a theory that can never take part in a proof: their comparisons, and what the facts
/// they name can hold, leave no numbers; nothing makes a fact they ask for; no clause left has a
/// head that fits a goal. What is more than linear arithmetic is not analysed, so a clause not
/// named here may still be dead.
public final class DeadClauses {
  /// A clause with something wrong.
  ///
  /// @param place `file:line:column`
  /// @param says why
  public record Dead(String id, String place, String says) {}

  /// What was found.
  ///
  /// @param dead clauses that can never hold, those first that are dead by themselves
  /// @param idle clauses with a negation of what nothing makes, which always holds
  public record Found(List<Dead> dead, List<Dead> idle) {
    public Found {
      dead = List.copyOf(dead);
      idle = List.copyOf(idle);
    }
  }

  private final Map<String, Set<String>> makers;
  private final Asker asker;
  private final List<Clause> alive;

  private DeadClauses(List<Clause> clauses, Map<String, Set<String>> makers, Asker asker) {
    this.makers = makers;
    this.asker = asker;
    this.alive = new ArrayList<>(clauses);
  }

  /// The dead clauses of `pack`.
  ///
  /// @param makers for types of fact whose names are known, the names there can be facts of
  /// @throws dev.warrant.rules.text.RuleException if the theory is not one
  public static Found of(StrategyPack pack, Map<String, Set<String>> makers, Asker asker) {
    List<Clause> all = TheoryReader.of(pack).clauses();
    DeadClauses looking = new DeadClauses(all, makers, asker);
    List<Dead> idle = new ArrayList<>();
    all.forEach(clause -> looking.idle(clause, idle));
    List<Dead> out = new ArrayList<>();
    for (Clause clause : all) {
      looking.bury(clause, looking.alone(clause), out);
    }
    int before = -1;
    while (before != out.size()) {
      before = out.size();
      for (Clause clause : List.copyOf(looking.alive)) {
        looking.bury(clause, looking.fits(clause), out);
      }
    }
    return new Found(out, idle);
  }

  /// Reads the theory of `pack` and does nothing with it.
  ///
  /// @throws dev.warrant.rules.text.RuleException if it is none
  public static void check(StrategyPack pack) {
    List<Clause> clauses = TheoryReader.of(pack).clauses();
    if (clauses.isEmpty()) {
      throw RuleError.of("theory-top", Place.of("theory"), "no clauses", "some").thrown();
    }
  }

  private void bury(Clause clause, String why, List<Dead> out) {
    if (!why.isEmpty()) {
      alive.remove(clause);
      out.add(new Dead(clause.id(), clause.place().toString(), why));
    }
  }

  private static List<Struct> goals(Clause clause) {
    List<Struct> out = new ArrayList<>();
    Struct rest = clause.body();
    while (rest.isList() && !rest.isEmptyList()) {
      out.add((Struct) rest.listHead().getTerm());
      rest = rest.listTail();
    }
    return out;
  }

  /// Why the clause cannot hold whatever others say; empty if it may.
  private String alone(Clause clause) {
    for (Struct goal : goals(clause)) {
      if (goal.getName().equals("fact")) {
        String why = unmade((Struct) goal.getArg(0).getTerm());
        if (!why.isEmpty()) {
          return why;
        }
      }
    }
    ClauseTerms terms = new ClauseTerms(goals(clause));
    return impossible(terms, terms.parts()) ? reason(terms) : "";
  }

  private boolean impossible(ClauseTerms terms, List<Assertion> parts) {
    return !parts.isEmpty() && asker.verdict(terms.together(parts).text()) == Verdict.UNSAT;
  }

  /// The goals that exclude one another, as few as needed.
  private String reason(ClauseTerms terms) {
    List<Assertion> kept = terms.parts();
    for (Assertion one : terms.parts()) {
      List<Assertion> less = kept.stream().filter(p -> !p.equals(one)).toList();
      if (impossible(terms, less)) {
        kept = less;
      }
    }
    Set<String> said = new LinkedHashSet<>(kept.stream().map(Assertion::comment).toList());
    return said.size() == 1
        ? "no fact the desk makes has " + said.iterator().next() + "."
        : String.join(" and ", said) + " leave no numbers.";
  }

  /// Negations of facts that nothing makes.
  private void idle(Clause clause, List<Dead> out) {
    for (Struct goal : goals(clause)) {
      if (goal.getName().equals("neg")
          && goal.getArg(0).getTerm() instanceof Struct inner
          && inner.getName().equals("fact")) {
        String why = unmade((Struct) inner.getArg(0).getTerm());
        if (!why.isEmpty()) {
          String says = "it asks that there be none, which always holds: " + why;
          out.add(new Dead(clause.id(), clause.place().toString(), says));
        }
      }
    }
  }

  /// Why there can be no such fact; empty if there may.
  private String unmade(Struct fact) {
    List<Columns> columns = Columns.of(fact.getName() + "/" + fact.getArity());
    for (int i = 0; i < columns.size(); i++) {
      Columns column = columns.get(i);
      Term arg = fact.getArg(i).getTerm();
      Set<String> names = makers.get(column.type());
      if (column.kind() == Columns.Kind.NAME
          && names != null
          && arg instanceof Struct name
          && !names.contains(name.getName())) {
        return "nothing makes a " + column.type() + " \"" + name.getName() + "\".";
      }
      if (column.kind() == Columns.Kind.ATOM
          && arg instanceof Struct atom
          && !column.atoms().contains(atom.getName())) {
        return "%s is never %s, but one of %s."
            .formatted(fact.getName(), atom.getName(), String.join(", ", column.atoms()));
      }
      if (column.kind() == Columns.Kind.NUMBER && !(arg instanceof Var || arg instanceof Number)) {
        return "%s has a number where it says %s.".formatted(fact.getName(), TermText.of(arg));
      }
    }
    return "";
  }

  private String fits(Clause clause) {
    for (Struct goal : goals(clause)) {
      if (goal.getName().equals("user")) {
        Struct inner = (Struct) goal.getArg(0).getTerm();
        if (alive.stream().noneMatch(c -> alike(c.head(), inner))) {
          return "no clause that can succeed has a head like " + ClauseTerms.named(inner) + ".";
        }
      }
    }
    return "";
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
}
