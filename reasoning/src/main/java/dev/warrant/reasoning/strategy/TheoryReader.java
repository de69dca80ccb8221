package dev.warrant.reasoning.strategy;

import alice.tuprolog.InvalidLibraryException;
import alice.tuprolog.InvalidTermException;
import alice.tuprolog.OperatorManager;
import alice.tuprolog.Parser;
import alice.tuprolog.Prolog;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import dev.warrant.rules.fence.PrologFence;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
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
  private final TreeMap<String, Sentence> says = new TreeMap<>();
  private final TreeMap<String, Place> ids = new TreeMap<>();
  private final Set<String> heads = new TreeSet<>();
  private final Asks asks = new Asks();

  private record Raw(String id, Struct head, Term body, Place place) {}

  private TheoryReader() {}

  /// @param asks what rules ask of facts
  record Read(List<Clause> clauses, SortedMap<String, Sentence> says, Asks asks) {}

  /// Reads the theory of a pack.
  ///
  /// @throws RuleException naming file and line of the first thing that is not allowed
  static Read of(StrategyPack pack) {
    try {
      OperatorManager operators = new Prolog(new String[0]).getOperatorManager();
      Theory.operators(operators);
      return read(pack.files("theory", ".pl"), operators);
    } catch (InvalidLibraryException e) {
      throw new IllegalStateException("an engine without libraries does not start", e);
    }
  }

  /// Reads texts by path.
  ///
  /// @throws RuleException naming file and line of the first thing that is not allowed
  static Read read(SortedMap<String, String> texts, OperatorManager operators) {
    PrologFence.check(texts, new TreeSet<>(List.of("rule", "says")));
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
        throw refuse("theory-says", Place.of("theory"), "says(" + id + ", …)", "a rule of this id");
      }
    }
    return new Read(List.copyOf(reader.clauses), reader.says, reader.asks);
  }

  private List<Raw> parse(String file, String text, OperatorManager operators) {
    Parser parser = new Parser(operators, text);
    List<Raw> out = new ArrayList<>();
    try {
      for (Term t = parser.nextTerm(true); t != null; t = parser.nextTerm(true)) {
        Place end = Place.line(file, text, parser.getCurrentLine());
        if (!(t.getTerm() instanceof Struct s)) {
          throw refuse("theory-clause", end, "a bare variable", "rule/3 or says/2");
        }
        datum(s, text, end, out);
      }
    } catch (StackOverflowError e) {
      throw refuse(
          "theory-nesting",
          Place.line(file, text, parser.getCurrentLine()),
          "terms this deep",
          "few");
    } catch (InvalidTermException e) {
      throw new RuleError(
              "theory-syntax",
              Place.line(file, text, parser.getCurrentLine()),
              "text that is no Prolog term (" + e.getMessage() + ")",
              "rule(Id, Head, Body).",
              "a comma or full stop is missing, or arithmetic left of a comparison wants brackets:"
                  + " (X + 1) >= 2.")
          .thrown();
    }
    return out;
  }

  private void datum(Struct s, String text, Place end, List<Raw> out) {
    if (s.getName().equals("rule") && s.getArity() == 3) {
      String id = name(s.getArg(0), end);
      Place place = placeOf(end.file(), text, "rule(" + id + ",");
      Place first = ids.putIfAbsent(id, place);
      if (first != null) {
        throw refuse("theory-duplicate", place, "rule " + id + " again", "one; see " + first);
      }
      if (!(s.getArg(1).getTerm() instanceof Struct head)) {
        throw refuse("theory-head", place, "a variable as head", "a predicate");
      }
      out.add(new Raw(id, head, s.getArg(2).getTerm(), place));
    } else if (s.getName().equals("says") && s.getArity() == 2) {
      String id = name(s.getArg(0), end);
      Place place = placeOf(end.file(), text, "says(" + id + ",");
      says.put(id, Sentence.read(name(s.getArg(1), place), place));
    } else {
      throw refuse(
          "theory-clause", end, TermText.of(s), "rule(Id, Head, Body) or says(Id, 'sentence')");
    }
  }

  private Clause check(Raw raw) {
    if (Vocabulary.FACTS.contains(indicator(raw.head()))) {
      throw refuse(
          "theory-head",
          raw.place(),
          "a rule for the fact " + indicator(raw.head()),
          "a new predicate: facts come from the desk alone");
    }
    Set<String> known = new TreeSet<>();
    variables(raw.head(), known);
    List<Term> goals = new ArrayList<>();
    for (Term goal : conjuncts(raw.body())) {
      goals.add(wrap(goal, known, raw.place()));
    }
    return new Clause(raw.id(), raw.head(), list(goals), raw.place());
  }

  private Struct wrap(Term goal, Set<String> known, Place place) {
    if (!(goal.getTerm() instanceof Struct s)) {
      throw refuse("theory-goal", place, "a variable as goal", "a predicate");
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
      asks.add(s);
      return Vocabulary.struct("fact", s);
    }
    if (heads.contains(what)) {
      return Vocabulary.struct("user", s);
    }
    throw new RuleError(
            "theory-undeclared",
            place,
            "the goal " + what,
            "a fact ("
                + String.join(" ", Vocabulary.FACTS)
                + "), a comparison, or the head of a rule",
            "it is misspelt: a predicate nobody defines would silently fail, and its negation"
                + " silently hold.")
        .thrown();
  }

  private Struct negation(Struct not, Set<String> known, Place place) {
    Struct inner = wrap(not.getArg(0), new TreeSet<>(known), place);
    if (inner.getName().equals("neg") || inner.getName().equals("let")) {
      throw refuse("theory-negation", place, TermText.of(not), "the negation of a plain goal");
    }
    Set<String> used = new TreeSet<>();
    variables(not, used);
    for (String variable : used) {
      if (!known.contains(variable)) {
        throw new RuleError(
                "theory-negation",
                place,
                variable + " first in a negation",
                "a variable bound by a goal before it",
                "it should be _, for any value.")
            .thrown();
      }
    }
    List<Term> named = new ArrayList<>();
    variableTerms(not, named);
    return Vocabulary.struct("neg", inner, list(named));
  }

  private static List<Term> conjuncts(Term body) {
    List<Term> out = new ArrayList<>();
    Term rest = body.getTerm();
    while (rest instanceof Struct s && indicator(s).equals(",/2")) {
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

  private static String name(Term term, Place place) {
    if (term.getTerm() instanceof Struct s && s.getArity() == 0) {
      return s.getName();
    }
    throw refuse("theory-name", place, TermText.of(term), "an atom");
  }

  private static String indicator(Struct s) {
    return s.getName() + "/" + s.getArity();
  }

  private static Place placeOf(String file, String text, String begins) {
    int at = text.indexOf(begins);
    if (at < 0) {
      return Place.of(file);
    }
    return Place.at(file, text, at);
  }

  private static RuleException refuse(String code, Place place, String found, String expected) {
    return RuleError.of(code, place, found, expected).thrown();
  }
}
