package dev.warrant.governance.audit;

import dev.warrant.governance.ask.Answer;
import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Signature;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.reasoning.deduce.lang.Times;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which columns of an answer are instants: those of time, and those whose variable stands, in any
/// rule behind the answer, where an atom has its time, through any number of rules. What was
/// computed from an instant is taken for a number.
public final class TimeColumns {
  private static final List<String> SIGNED = List.of("proposed", "approved", "activated");

  private final Checked program;
  private final TreeMap<String, BitSet> times = new TreeMap<>();
  private final Answer answer;

  private TimeColumns(Answer answer) {
    this.answer = answer;
    program = answer.model().program().checked();
    for (Signature s : program.signatures()) {
      at(s.predicate()).set(s.arity(), s.width());
    }
    boolean more = true;
    while (more) {
      more = false;
      for (Rule rule : program.rules()) {
        more |= follow(rule);
      }
    }
  }

  /// Of an answer.
  public static TimeColumns of(Answer answer) {
    return new TimeColumns(answer);
  }

  /// Whether a column is of instants.
  public boolean instant(int column) {
    return !answer.rows().isEmpty() && at(answer.rows().getFirst().predicate()).get(column);
  }

  /// Whether any column is.
  public boolean any() {
    return !answer.rows().isEmpty() && !at(answer.rows().getFirst().predicate()).isEmpty();
  }

  /// Whether what people signed is asked about, the times of which are by other clocks.
  public boolean signed() {
    return program.signatures().stream().anyMatch(s -> SIGNED.contains(s.predicate()));
  }

  /// The rows as text, instants in UTC and `_` where an interval has no end.
  public List<List<String>> rows() {
    return answer.rows().stream().map(f -> row(f.values())).toList();
  }

  private List<String> row(List<Value> values) {
    String[] out = new String[values.size()];
    for (int i = 0; i < out.length; i++) {
      String bound = Times.bound(values.get(i));
      boolean told = instant(i) && !bound.equals(Term.WILD);
      out[i] = told && values.get(i) instanceof Value.Num n ? Clocks.instant(n.value()) : bound;
    }
    return List.of(out);
  }

  private BitSet at(String predicate) {
    return times.computeIfAbsent(predicate, _ -> new BitSet());
  }

  private boolean follow(Rule rule) {
    TreeSet<String> instants = new TreeSet<>();
    for (Condition c : rule.body()) {
      if (c instanceof Condition.Match m) {
        for (int i = 0; i < m.args().size(); i++) {
          if (m.args().get(i) instanceof Term.Var v && at(m.predicate()).get(i)) {
            instants.add(v.name());
          }
        }
      }
    }
    Rule.Grouping groups = rule.grouping();
    if (groups != null) {
      at(groups.rows()).stream().mapToObj(groups.columns()::get).forEach(instants::add);
    }
    BitSet head = at(rule.head());
    int before = head.cardinality();
    for (int i = 0; i < rule.args().size(); i++) {
      if (rule.args().get(i) instanceof Term.Var v && instants.contains(v.name())) {
        head.set(i);
      }
    }
    return head.cardinality() > before;
  }
}
