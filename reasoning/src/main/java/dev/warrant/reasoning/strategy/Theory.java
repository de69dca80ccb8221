package dev.warrant.reasoning.strategy;

import alice.tuprolog.InvalidLibraryException;
import alice.tuprolog.NoSolutionException;
import alice.tuprolog.Number;
import alice.tuprolog.OperatorManager;
import alice.tuprolog.Prolog;
import alice.tuprolog.SolveInfo;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The strategy theory of one pack: an intent is sound only if `sound(Intent)` can be proved from
/// the facts. One engine, to be used by one thread at a time; between deliberations it holds only
/// the rules.
public final class Theory {
  private static final String[] COMPARE = {"=", "\\=", "<", ">", "=<", ">=", "=:=", "=\\=", "is"};
  private static final String TOP = "sound/1";

  private final Prolog engine;
  private final Interpreter interpreter;
  private final SortedMap<String, Clause> clauses = new TreeMap<>();
  private final SortedMap<String, Sentence> says;
  private final List<Instrument> instruments;
  private final int depth;
  private final int fuel;
  private final Asks asks;
  private List<Fact> facts = List.of();

  private Theory(
      SortedMap<String, String> texts,
      List<Instrument> instruments,
      int depth,
      int fuel,
      boolean watching) {
    this.interpreter = new Interpreter(watching);
    this.instruments = List.copyOf(instruments);
    this.depth = depth;
    this.fuel = fuel;
    try {
      engine = new Prolog(new String[0]);
      operators(engine.getOperatorManager());
      engine.loadLibrary(interpreter);
    } catch (InvalidLibraryException e) {
      throw new IllegalStateException("the interpreter does not load", e);
    }
    TheoryReader.Read read = TheoryReader.read(texts, engine.getOperatorManager());
    says = read.says();
    asks = read.asks();
    boolean sound = false;
    for (Clause clause : read.clauses()) {
      sound |= (clause.head().getName() + "/" + clause.head().getArity()).equals(TOP);
      clauses.put(clause.id(), clause);
      Struct rule =
          Vocabulary.struct("rule", Vocabulary.atom(clause.id()), clause.head(), clause.body());
      engine.getTheoryManager().assertZ(rule, false, "pack", false);
    }
    if (!sound) {
      throw RuleError.of(
              "theory-top", Place.of("theory"), "no rule for " + TOP, "one: nothing could be sound")
          .thrown();
    }
  }

  /// Reads and checks a theory; nothing of it is run.
  ///
  /// @param texts Prolog text by path
  /// @param instruments whose fees the theory may ask for
  /// @param depth how many rules deep a proof may be
  /// @param fuel how many rules and leaves may be tried for one intent
  /// @throws dev.warrant.rules.text.RuleException naming file and line of what is not allowed
  public static Theory read(
      SortedMap<String, String> texts, List<Instrument> instruments, int depth, int fuel) {
    return new Theory(texts, instruments, depth, fuel, false);
  }

  /// The same theory with the same answers, which also keeps what became of each clause it tried.
  public static Theory watched(
      SortedMap<String, String> texts, List<Instrument> instruments, int depth, int fuel) {
    return new Theory(texts, instruments, depth, fuel, true);
  }

  /// Clauses of a watched theory that held in some try of the last validation.
  public Set<String> held() {
    return interpreter.tries(true);
  }

  /// Clauses of a watched theory whose head fitted in the last validation, and whose body did not
  /// hold.
  public Set<String> failed() {
    return interpreter.tries(false);
  }

  /// Takes the facts that the following validations may use; those before are forgotten.
  ///
  /// @param nanos desk time of the cut
  public void facts(List<? extends Fact> now, long nanos) {
    engine.clearTheory();
    facts = List.copyOf(now);
    for (int k = 0; k < facts.size(); k++) {
      know(Vocabulary.term(facts.get(k), nanos), k);
    }
    for (Instrument instrument : instruments) {
      know(Vocabulary.fee(instrument), -1);
    }
  }

  /// What all clauses together see of facts: equal ones have equal verdicts but for the facts a
  /// proof names.
  ///
  /// @param seen of each fact that some goal could match
  /// @param facts these, in the same order; not part of what makes two equal
  public record View(List<List<Object>> seen, List<Fact> facts) {
    @Override
    public boolean equals(Object other) {
      return other instanceof View v && seen.equals(v.seen);
    }

    @Override
    public int hashCode() {
      return seen.hashCode();
    }
  }

  /// What it would see of these facts; takes none of them.
  ///
  /// @param nanos desk time of the cut
  public View view(List<? extends Fact> now, long nanos) {
    List<List<Object>> seen = new ArrayList<>();
    List<Fact> of = new ArrayList<>();
    for (Fact fact : now) {
      List<Object> one = asks.seen(Vocabulary.term(fact, nanos));
      if (one != null) {
        seen.add(one);
        of.add(fact);
      }
    }
    return new View(seen, of);
  }

  /// Facts no rule asks for stay outside: there are many, and each costs the engine time.
  private void know(Struct term, int index) {
    if (!asks.any(term)) {
      return;
    }
    Struct fact = Vocabulary.struct("f", term, Vocabulary.number(index));
    engine.getTheoryManager().assertZ(fact, true, null, false);
  }

  /// Looks for a proof that `intent` is sound.
  public Verdict validate(Intent intent) {
    interpreter.reset(fuel);
    Term goal = Vocabulary.struct("user", Vocabulary.struct("sound", Vocabulary.term(intent)));
    Struct query =
        Vocabulary.struct(
            "prove",
            goal,
            Vocabulary.number(depth),
            Vocabulary.atom("theory"),
            Vocabulary.number(0),
            new Var("N"),
            new Var("P"));
    SolveInfo answer = engine.solve(query);
    String trouble = interpreter.trouble();
    if (trouble != null || answer.isHalted()) {
      String why = trouble == null ? "the engine gave up" : trouble;
      return new Verdict.Refused(objection(intent, "theory", why, new long[] {0, 1, 1}, why));
    }
    if (!answer.isSuccess()) {
      return new Verdict.Refused(miss(intent));
    }
    try {
      return new Verdict.Proved(proof((Struct) answer.getVarValue("P")));
    } catch (NoSolutionException e) {
      throw new IllegalStateException("a success without a solution", e);
    }
  }

  private Verdict.Proof proof(Struct tree) {
    List<String> tests = new ArrayList<>();
    List<Fact> used = new ArrayList<>();
    List<Verdict.Proof> parts = new ArrayList<>();
    for (var it = ((Struct) tree.getArg(2).getTerm()).listIterator(); it.hasNext(); ) {
      Struct part = (Struct) it.next().getTerm();
      switch (part.getName()) {
        case "rule" -> parts.add(proof(part));
        case "fact" -> {
          int k = ((Number) part.getArg(0).getTerm()).intValue();
          if (k >= 0) {
            used.add(facts.get(k));
          } else {
            tests.add(TermText.of(part.getArg(1)));
          }
        }
        case "neg" -> tests.add("not " + TermText.of(part.getArg(0)));
        default -> tests.add(TermText.of(part.getArg(0)));
      }
    }
    return new Verdict.Proof(
        ((Struct) tree.getArg(0).getTerm()).getName(),
        TermText.of(tree.getArg(1)),
        tests,
        used,
        parts);
  }

  private Objection miss(Intent intent) {
    Term rule = interpreter.nearestRule();
    Term tried = interpreter.nearestGoal();
    if (!(rule instanceof Struct r) || !(tried instanceof Struct wrapped)) {
      String why = "no rule for the strategy " + intent.strategy();
      return objection(intent, "theory", "sound(Intent)", new long[] {0, 1, 1}, why);
    }
    Term goal = wrapped.getArg(0).getTerm();
    String text = TermText.of(goal);
    long[] figures = {0, 1, 1};
    if (wrapped.getName().equals("test") && goal instanceof Struct test) {
      long value = Arithmetic.value(test.getArg(0));
      long limit = Arithmetic.value(test.getArg(1));
      figures = new long[] {value, limit, Arithmetic.distance(test.getName(), value, limit)};
    } else if (wrapped.getName().equals("neg") && goal instanceof Struct inner) {
      text = "not " + TermText.of(inner.getArg(0));
      figures = new long[] {1, 0, 1};
    }
    return objection(intent, r.getName(), text, figures, "");
  }

  private Objection objection(
      Intent intent, String rule, String condition, long[] figures, String otherwise) {
    Clause clause = clauses.get(rule);
    String where = clause == null ? "" : " (" + rule + ", " + clause.place().cite() + ")";
    Sentence says = this.says.get(rule);
    String sentence =
        says == null && !otherwise.isEmpty()
            ? otherwise
            : (says == null ? Sentence.FAILS : says)
                .of(figures[0], figures[1], figures[2], condition);
    return new Objection(
        Stage.STRATEGY,
        rule,
        intent.instrument(),
        intent.side(),
        intent.strategy(),
        condition,
        figures[0],
        figures[1],
        figures[2],
        sentence + where);
  }

  static void operators(OperatorManager ops) {
    ops.opNew(":-", "xfx", 1200);
    ops.opNew(":-", "fx", 1200);
    ops.opNew(";", "xfy", 1100);
    ops.opNew("->", "xfy", 1050);
    ops.opNew(",", "xfy", 1000);
    ops.opNew("\\+", "fy", 900);
    for (String op : COMPARE) {
      ops.opNew(op, "xfx", 700);
    }
    ops.opNew("+", "yfx", 500);
    ops.opNew("-", "yfx", 500);
    ops.opNew("*", "yfx", 400);
    ops.opNew("//", "yfx", 400);
    ops.opNew("-", "fy", 200);
  }
}
