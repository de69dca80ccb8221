package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Signature;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.reasoning.deduce.lang.Times;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Facts for one run of a program. Fill it, run it, then read the {@link Model}; it cannot be run
/// twice. One thread at a time.
public final class Database {
  private static final Place FACTS = Place.of("facts");

  private final Program program;
  private final Interner interner;
  private final Relation[] relations;
  private final Row row = new Row();
  private @Nullable Asking asking;
  private boolean run;

  Database(Program program) {
    this.program = program;
    interner = new Interner(program.names().constants());
    relations = new Relation[program.names().predicates()];
    for (int i = 0; i < relations.length; i++) {
      relations[i] = new Relation(program.names().signature(i).width());
    }
    program.load(relations);
  }

  /// Begins a row of `predicate`; give it its values in order, then {@link Row#add}. There is only
  /// one row object: finish one before the next.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the program does not know the predicate
  public Row row(String predicate) {
    int number = program.names().numberOrNone(predicate);
    if (number < 0) {
      program.checked().signature(predicate); // says what is wrong
    }
    return row.begin(number);
  }

  /// Adds a fact.
  public void add(Fact fact) {
    Row r = row(fact.predicate());
    fact.values().forEach(r::value);
    r.add();
  }

  /// Whether the program asks for facts of that predicate.
  public boolean knows(String predicate) {
    return program.names().numberOrNone(predicate) >= 0;
  }

  /// Leaves facts of some predicates, which no rule concludes, to be given while the program runs:
  /// `giver` is told a predicate and a first column, each once, and adds all facts that have it. A
  /// program that looks at them in any other way fails; {@link
  /// dev.warrant.reasoning.deduce.lang.Demand} makes some that do not.
  public void onDemand(Collection<String> predicates, BiConsumer<String, Value> giver) {
    Asking all = new Asking(giver);
    predicates.stream()
        .filter(this::knows)
        .forEach(p -> all.add(program.names().numberOrNone(p), p));
    asking = all;
  }

  /// Runs without an instant; a program that asks for `now` is refused.
  public Model run(Fuel fuel) {
    Rule asks = program.names().needsNow();
    if (asks != null) {
      throw new RuleError(
              "deduce-value",
              asks.source().at(),
              "the instant of evaluation in the rule for " + asks.source().head().predicate(),
              "a run that is given one",
              "say --at TIME, or write the instant into the rule.")
          .thrown();
    }
    return evaluate(fuel, 0);
  }

  /// Runs as of `nowNanos`.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the fuel is gone or a function has no value
  public Model run(Fuel fuel, long nowNanos) {
    return evaluate(fuel, nowNanos);
  }

  private Model evaluate(Fuel fuel, long now) {
    if (run) {
      throw new IllegalStateException("this database has been run");
    }
    run = true;
    Frame f = new Frame(interner, relations, program, fuel, asking);
    for (int i = 0; i < relations.length; i++) {
      f.end[i] = relations[i].size();
    }
    long code = interner.code(now);
    int[] given = f.end.clone();
    for (Stratum s : program.strata()) {
      stratum(f, s, code);
    }
    if (asking != null) {
      asking.count(given, relations);
    }
    return new Model(program, interner, relations, given, now, f);
  }

  private void stratum(Frame f, Stratum s, long now) {
    for (Step step : s.once()) {
      step.run(f, now);
    }
    boolean more = advance(f, s);
    if (s.rounds().isEmpty()) {
      return;
    }
    for (int p : s.predicates()) {
      f.old[p] = 0;
      more |= f.end[p] > 0;
    }
    while (more) {
      for (Step step : s.rounds()) {
        step.run(f, now);
      }
      for (int p : s.predicates()) {
        f.old[p] = f.end[p];
      }
      more = advance(f, s);
    }
  }

  /// Lets the next round see what the last one found.
  private boolean advance(Frame f, Stratum s) {
    boolean more = false;
    for (int p : s.predicates()) {
      more |= relations[p].size() > f.end[p];
      f.end[p] = relations[p].size();
    }
    return more;
  }

  /// The values of one fact, from left to right.
  public final class Row {
    private int predicate;
    private long[] codes = new long[8];
    private int count;

    private Row() {}

    private Row begin(int number) {
      predicate = number;
      count = 0;
      return this;
    }

    /// An integer.
    public Row number(long value) {
      return code(interner.code(value));
    }

    /// A name, with its slash.
    public Row name(String text) {
      return code(interner.code(Value.name(text)));
    }

    /// A string.
    public Row text(String text) {
      return code(interner.code(Value.text(text)));
    }

    /// Any value.
    public Row value(Value value) {
      return code(interner.code(value));
    }

    /// The time of a temporal fact that is true from an instant on.
    public Row since(long fromNanos) {
      return number(fromNanos).number(Times.FOREVER);
    }

    /// The time of a temporal fact.
    public Row during(long fromNanos, long toNanos) {
      return number(fromNanos).number(toNanos);
    }

    private Row code(long code) {
      if (count == codes.length) {
        codes = java.util.Arrays.copyOf(codes, 2 * count);
      }
      codes[count++] = code;
      return this;
    }

    /// Adds the fact.
    ///
    /// @throws dev.warrant.rules.text.RuleException if it has too many or too few values, or some
    ///   that its declaration does not admit
    public void add() {
      if (run && (asking == null || !asking.giving())) {
        throw new IllegalStateException("this database has been run");
      }
      Signature s = program.names().signature(predicate);
      if (count != s.width()) {
        String times =
            s.times() == 0 ? "" : " with " + s.times() + " of time (or " + Term.WILD + ")";
        throw new RuleError(
                "deduce-arity",
                FACTS,
                s.predicate() + " with " + count + " values",
                s.width() + times,
                "")
            .thrown();
      }
      if (program.guarded()[predicate] != null && !timely(s)) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          values.add(interner.value(codes[i]));
        }
        if (!s.admits(values)) {
          throw Checked.refused(s, new Fact(s.predicate(), values, s.times()), FACTS);
        }
      }
      relations[predicate].add(codes);
    }

    /// Whether only its time could keep the row out, and does not: the quick way for most rows.
    private boolean timely(Signature s) {
      if (s.times() == 0 || s.decl() != null && !s.decl().bounds().isEmpty()) {
        return false;
      }
      for (int i = s.arity(); i < s.width(); i++) {
        if (!Interner.inline(codes[i])) {
          return false;
        }
      }
      return codes[s.arity()] <= codes[s.arity() + 1];
    }
  }
}
