package dev.warrant.reasoning.strategy;

import alice.tuprolog.InvalidTermException;
import alice.tuprolog.OperatorManager;
import alice.tuprolog.Parser;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads theory files without running anything: each clause must be the datum `rule(Id, Head,
/// Body)` or `says(Id, 'sentence')`. Every predicate a body asks for must be a fact of the
/// vocabulary, a comparison, or the head of a rule; negations may not introduce variables.
final class TheoryReader {
  private final List<Clause> clauses = new ArrayList<>();
  private final TreeMap<String, String> says = new TreeMap<>();
  private final TreeMap<String, String> ids = new TreeMap<>();
  private final Set<String> heads = new TreeSet<>();

  private record Raw(String id, Struct head, Term body, String place) {}

  private TheoryReader() {}

  record Read(List<Clause> clauses, SortedMap<String, String> says) {}

  /// Reads texts by path.
  ///
  /// @throws TheoryRefused naming file and line of the first thing that is not allowed
  static Read read(SortedMap<String, String> texts, OperatorManager operators) {
    TheoryReader reader = new TheoryReader();
    List<Raw> raws = new ArrayList<>();
    texts.forEach((file, text) -> raws.addAll(reader.parse(file, text, operators)));
    for (Raw raw : raws) {
      reader.heads.add(indicator(raw.head()));
    }
    for (Raw raw : raws) {
      reader.clauses.add(reader.check(raw));
    }
    for (String id : reader.says.keySet()) {
      if (!reader.ids.containsKey(id)) {
        throw new TheoryRefused(
            "says(" + id + ", …): found no rule of this id, expected one\nMaybe it was renamed.");
      }
    }
    return new Read(List.copyOf(reader.clauses), reader.says);
  }

  private List<Raw> parse(String file, String text, OperatorManager operators) {
    Parser parser = new Parser(operators, text);
    List<Raw> out = new ArrayList<>();
    try {
      for (Term t = parser.nextTerm(true); t != null; t = parser.nextTerm(true)) {
        String end = file + ":" + parser.getCurrentLine();
        if (!(t.getTerm() instanceof Struct s)) {
          throw new TheoryRefused(end + ": found a bare variable, expected rule/3 or says/2");
        }
        datum(s, file, text, end, out);
      }
    } catch (InvalidTermException e) {
      throw new TheoryRefused(
          file
              + ":"
              + parser.getCurrentLine()
              + ": found text that is no Prolog term ("
              + e.getMessage()
              + "), expected rule(Id, Head, Body).\nMaybe a comma or full stop is missing, or"
              + " arithmetic left of a comparison wants brackets: (X + 1) >= 2.");
    }
    return out;
  }

  private void datum(Struct s, String file, String text, String end, List<Raw> out) {
    if (s.getName().equals("rule") && s.getArity() == 3) {
      String id = name(s.getArg(0), end, "id");
      String place = file + ":" + lineOf(text, id);
      if (ids.putIfAbsent(id, place) != null) {
        throw new TheoryRefused(
            place + ": found rule " + id + " again, expected each id once; first " + ids.get(id));
      }
      if (!(s.getArg(1).getTerm() instanceof Struct head)) {
        throw new TheoryRefused(place + ": found a variable as head, expected a predicate");
      }
      out.add(new Raw(id, head, s.getArg(2).getTerm(), place));
    } else if (s.getName().equals("says") && s.getArity() == 2) {
      says.put(name(s.getArg(0), end, "id"), name(s.getArg(1), end, "sentence"));
    } else {
      throw new TheoryRefused(
          end
              + ": found "
              + TermText.of(s)
              + ", expected rule(Id, Head, Body) or says(Id, 'sentence')\nMaybe it is meant as the"
              + " body of a rule.");
    }
  }

  private Clause check(Raw raw) {
    if (Vocabulary.FACTS.contains(indicator(raw.head()))) {
      throw new TheoryRefused(
          raw.place()
              + ": found a rule for the fact "
              + indicator(raw.head())
              + ", expected a new"
              + " predicate: facts come from the desk alone");
    }
    Set<String> known = new TreeSet<>();
    variables(raw.head(), known);
    List<Term> goals = new ArrayList<>();
    for (Term goal : conjuncts(raw.body())) {
      goals.add(wrap(goal, known, raw.place()));
    }
    return new Clause(raw.id(), raw.head(), list(goals), raw.place());
  }

  private Struct wrap(Term goal, Set<String> known, String place) {
    if (!(goal.getTerm() instanceof Struct s)) {
      throw new TheoryRefused(place + ": found a variable as goal, expected a predicate");
    }
    String what = indicator(s);
    if (what.equals("\\+/1")) {
      return negation(s, known, place);
    }
    if (what.equals("is/2")) {
      variables(s.getArg(0), known);
      return Vocabulary.struct("let", s.getArg(0), s.getArg(1));
    }
    if (Arithmetic.COMPARISONS.contains(what)) {
      return Vocabulary.struct("test", s);
    }
    variables(s, known);
    if (Vocabulary.FACTS.contains(what)) {
      return Vocabulary.struct("fact", s);
    }
    if (heads.contains(what)) {
      return Vocabulary.struct("user", s);
    }
    throw new TheoryRefused(
        place
            + ": found the goal "
            + what
            + ", expected a fact ("
            + String.join(" ", Vocabulary.FACTS)
            + "), a comparison, or the head of a rule\nMaybe it is misspelt: a predicate nobody"
            + " defines would silently fail, and its negation silently hold.");
  }

  private Struct negation(Struct not, Set<String> known, String place) {
    Struct inner = wrap(not.getArg(0), new TreeSet<>(known), place);
    if (inner.getName().equals("neg") || inner.getName().equals("let")) {
      throw new TheoryRefused(place + ": found " + TermText.of(not) + ", expected a plain goal");
    }
    Set<String> used = new TreeSet<>();
    variables(not, used);
    for (String variable : used) {
      if (!known.contains(variable)) {
        throw new TheoryRefused(
            place
                + ": found "
                + variable
                + " first in a negation, expected it bound by a goal before\nMaybe it should be _,"
                + " for any value.");
      }
    }
    List<Term> named = new ArrayList<>();
    variableTerms(not, named);
    return Vocabulary.struct("neg", inner, list(named));
  }

  private static List<Term> conjuncts(Term body) {
    List<Term> out = new ArrayList<>();
    Term rest = body.getTerm();
    while (rest instanceof Struct s && s.getName().equals(",") && s.getArity() == 2) {
      out.addAll(conjuncts(s.getArg(0)));
      rest = s.getArg(1).getTerm();
    }
    if (!(rest instanceof Struct s && indicator(s).equals("true/0"))) {
      out.add(rest);
    }
    return out;
  }

  private static void variables(Term term, Set<String> out) {
    List<Term> vars = new ArrayList<>();
    variableTerms(term, vars);
    for (Term v : vars) {
      out.add(((Var) v).getOriginalName());
    }
  }

  private static void variableTerms(Term term, List<Term> out) {
    Term t = term.getTerm();
    if (t instanceof Var v) {
      if (!v.isAnonymous()) {
        out.add(v);
      }
    } else if (t instanceof Struct s) {
      for (int i = 0; i < s.getArity(); i++) {
        variableTerms(s.getArg(i), out);
      }
    }
  }

  private static Struct list(List<Term> items) {
    return new Struct(items.toArray(new Term[0]));
  }

  private static String name(Term term, String place, String what) {
    if (term.getTerm() instanceof Struct s && s.getArity() == 0) {
      return s.getName();
    }
    throw new TheoryRefused(
        place + ": found " + TermText.of(term) + " as " + what + ", expected an atom");
  }

  private static String indicator(Struct s) {
    return s.getName() + "/" + s.getArity();
  }

  private static int lineOf(String text, String id) {
    int at = text.indexOf("rule(" + id + ",");
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }
}
