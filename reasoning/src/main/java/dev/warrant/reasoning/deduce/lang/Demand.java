package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes of a program another one that concludes nothing but what a goal of the first asks for,
/// step by step from what it binds: the magic sets of F. Bancilhon, D. Maier, Y. Sagiv and J. D.
/// Ullman, "Magic sets and other strange ways to implement logic programs" (1986), and of C. Beeri
/// and R. Ramakrishnan, "On the power of magic" (1991), with one rule for each way of asking.
///
/// It is run to learn what it looks up, and for nothing else: what it concludes may be more than
/// the first program does, never less ({@link DemandRule}). Predicates that stand on nothing that
/// is only asked for are concluded in full, as they are.
public final class Demand {
  /// Ways of asking for predicates; a program with more of them is not followed.
  private static final int WAYS_MOST = 256;

  private final Reach reach;
  private final SortedSet<String> asked;
  private final LinkedHashMap<String, Signature> signatures = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final TreeSet<String> whole = new TreeSet<>();

  private Demand(Reach reach, SortedSet<String> asked) {
    this.reach = reach;
    this.asked = asked;
  }

  /// The program that looks up, each by a known first column, all rows of the relations `asked`
  /// that any conclusion about `goal` can stand on.
  ///
  /// @param asked relations without rules of their own
  /// @return null if some row may be needed of whose first column nothing is known, or if there are
  ///   too many ways of asking
  public static @Nullable Checked of(Checked program, String goal, SortedSet<String> asked) {
    boolean concluded = program.rules().stream().anyMatch(r -> asked.contains(r.head()));
    Reach reach = new Reach(program, asked);
    if (concluded || !reach.touched(goal)) {
      return null;
    }
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < program.signature(goal).width(); i++) {
      columns.append(reach.lost(goal, i) ? Adorned.LOST : Adorned.FREE);
    }
    Adorned first = new Adorned(goal, columns.toString());
    TreeSet<Adorned> impossible = new TreeSet<>();
    while (impossible.size() <= WAYS_MOST && !impossible.contains(first)) {
      Demand demand = new Demand(reach, asked);
      List<Adorned> failed = demand.follow(first, impossible);
      if (failed == null) {
        return null;
      }
      if (failed.isEmpty()) {
        return demand.program(first);
      }
      impossible.addAll(failed);
    }
    return null;
  }

  /// Follows all rules from `first` on.
  ///
  /// @return what turned out not to be possible; null if there are too many ways
  private @Nullable List<Adorned> follow(Adorned first, SortedSet<Adorned> impossible) {
    List<Adorned> failed = new ArrayList<>();
    TreeSet<Adorned> seen = new TreeSet<>(List.of(first));
    ArrayDeque<Adorned> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Adorned next = open.remove();
      predicates(next);
      for (Rule rule : reach.rules(next.predicate())) {
        DemandRule one = new DemandRule(reach, rule, next, impossible);
        if (!one.follow()) {
          failed.add(next);
          break;
        }
        rules.addAll(one.made());
        one.below().stream().filter(seen::add).forEach(open::add);
        if (seen.size() > WAYS_MOST) {
          return null;
        }
      }
      facts(next);
    }
    return failed;
  }

  private void predicates(Adorned a) {
    Place at = reach.program().signature(a.predicate()).at();
    int bound = (int) a.columns().chars().filter(c -> c == Adorned.BOUND).count();
    int lost = (int) a.columns().chars().filter(c -> c == Adorned.LOST).count();
    int rows = a.columns().length() - lost;
    signatures.put(a.wanted(), new Signature(a.wanted(), bound, 0, null, at));
    signatures.put(a.rows(), new Signature(a.rows(), rows, 0, null, at));
  }

  /// Facts that stand in the text beside the rules of their predicate.
  private void facts(Adorned a) {
    Signature s = reach.program().signature(a.predicate());
    if (reach.program().facts().stream().noneMatch(f -> f.predicate().equals(a.predicate()))) {
      return;
    }
    signatures.putIfAbsent(s.predicate(), new Signature(s.predicate(), s.width(), 0, null, s.at()));
    List<Term> args = new ArrayList<>();
    for (int i = 0; i < s.width(); i++) {
      args.add(new Term.Var("X" + i, s.at()));
    }
    List<Condition> body =
        List.of(
            new Condition.Match(a.wanted(), a.bound(args), s.at()),
            new Condition.Match(s.predicate(), args, s.at()));
    Rule near = reach.rules(a.predicate()).getFirst();
    rules.add(new Rule(0, a.rows(), a.followed(args), body, null, false, near.source()));
  }

  private Checked program(Adorned first) {
    for (Rule rule : List.copyOf(rules)) {
      Reach.needs(rule).forEach(this::whole);
    }
    List<Rule> numbered = new ArrayList<>();
    for (Rule r : rules) {
      numbered.add(
          new Rule(
              numbered.size(), r.head(), r.args(), r.body(), r.grouping(), r.rows(), r.source()));
    }
    List<Fact> facts = new ArrayList<>(List.of(new Fact(first.wanted(), List.of(), 0)));
    reach.program().facts().stream()
        .filter(f -> signatures.containsKey(f.predicate()))
        .forEach(facts::add);
    return Checked.plain(signatures, numbered, facts);
  }

  /// Takes in a predicate as it is, with all that it needs.
  private void whole(String predicate) {
    if (signatures.containsKey(predicate) || !whole.add(predicate)) {
      return;
    }
    Signature s = reach.program().signature(predicate);
    signatures.put(predicate, asked.contains(predicate) ? byFirst(s) : s);
    for (Rule rule : reach.program().rules()) {
      if (rule.head().equals(predicate)) {
        rules.add(rule);
        Reach.needs(rule).forEach(this::whole);
      }
    }
  }

  /// The same predicate, to be looked up only by its first column.
  private static Signature byFirst(Signature s) {
    Decl d = s.decl();
    Decl by =
        d == null
            ? new Decl(s.predicate(), List.of(), s.times(), true, List.of(0), List.of(), "", s.at())
            : new Decl(
                d.predicate(), d.args(), d.times(), true, List.of(0), d.bounds(), d.doc(), d.at());
    return new Signature(s.predicate(), s.arity(), s.times(), by, s.at());
  }
}
