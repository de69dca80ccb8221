package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Condition.Built;
import dev.warrant.reasoning.deduce.lang.Condition.Cover;
import dev.warrant.reasoning.deduce.lang.Condition.Match;
import dev.warrant.reasoning.deduce.lang.Condition.Never;
import dev.warrant.reasoning.deduce.lang.Condition.Test;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Follows kinds of values through the rules and refuses what can never fit: a name where a number
/// is needed, a constant that a declaration does not admit. What declarations leave open is
/// inferred from facts and rules. Whatever passes is still checked row by row where there are
/// declarations.
final class KindCheck {
  /// What is known of a variable, and what said so first.
  private record Known(int kinds, String because) {}

  private final SequencedMap<String, Signature> signatures;
  private final List<Rule> rules;
  private final LinkedHashMap<String, int[]> columns = new LinkedHashMap<>();
  private final TreeMap<String, Known> variables = new TreeMap<>();
  private boolean changed;
  private boolean strict;

  KindCheck(SequencedMap<String, Signature> signatures, List<Rule> rules, List<Fact> facts) {
    this.signatures = signatures;
    this.rules = rules;
    signatures.forEach((p, s) -> {
      int[] kinds = new int[s.width()];
      for (int i = 0; i < kinds.length; i++) {
        kinds[i] = s.decl() == null ? 0 : s.declared(i);
      }
      columns.put(p, kinds);
    });
    for (Fact f : facts) {
      for (int i = 0; i < f.values().size(); i++) {
        of(f.predicate())[i] |= f.values().get(i).kind().bit();
      }
    }
  }

  private int[] of(String predicate) {
    int[] kinds = columns.get(predicate);
    if (kinds == null) {
      throw new IllegalStateException(predicate);
    }
    return kinds;
  }

  /// Infers to the fixed point, then checks.
  void run() {
    do {
      changed = false;
      rules.forEach(this::rule);
    } while (changed);
    strict = true;
    rules.forEach(this::rule);
  }

  private void rule(Rule rule) {
    variables.clear();
    rule.body().forEach(this::condition);
    if (rule.grouping() != null) {
      rows(rule.grouping());
    }
    Signature s = signature(rule.head());
    int[] head = of(rule.head());
    boolean possible = variables.values().stream().allMatch(k -> k.kinds != 0);
    for (int i = 0; i < rule.args().size(); i++) {
      Term t = rule.args().get(i);
      int kinds = kinds(t);
      String place = "argument " + (i + 1) + " of " + rule.head();
      if (strict && possible && (kinds & s.declared(i)) == 0) {
        throw clash(
            t.at(), t + ", " + Kind.words(kinds), Kind.words(s.declared(i)) + " as " + place);
      }
      if (s.decl() == null && possible && (head[i] | kinds) != head[i]) {
        head[i] |= kinds;
        changed = true;
      }
    }
  }

  private Signature signature(String predicate) {
    Signature s = signatures.get(predicate);
    if (s == null) {
      throw new IllegalStateException(predicate);
    }
    return s;
  }

  private void rows(Rule.Grouping g) {
    int[] kinds = of(g.rows());
    for (int i = 0; i < kinds.length; i++) {
      variables.put(g.columns().get(i), new Known(kinds[i], "the rows"));
    }
    for (Clause.Let let : g.lets()) {
      variables.put(let.variable().name(), new Known(kinds(let.term()), "its let"));
    }
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Match m -> atom(m.predicate(), m.args());
      case Never n -> atom(n.predicate(), n.args());
      case Cover c -> atom(c.predicate(), c.args());
      case Test t -> test(t);
      case Built b -> built(b);
    }
  }

  private void atom(String predicate, List<Term> args) {
    int[] kinds = of(predicate);
    Decl decl = signature(predicate).decl();
    for (int i = 0; i < args.size(); i++) {
      String place = "argument " + (i + 1) + " of " + predicate;
      if (args.get(i) instanceof Term.Const c && strict && decl != null) {
        int at = i;
        boolean fits =
            decl.bounds().isEmpty()
                || i >= decl.args().size()
                || decl.bounds().stream().anyMatch(b -> b.get(at).admits(c.value()));
        if (!fits) {
          throw clash(c.at(), c.value() + " as " + place, signature(predicate).expects());
        }
      }
      narrow(args.get(i), kinds[i], place);
    }
  }

  private void test(Test t) {
    int left = kinds(t.left());
    int right = kinds(t.right());
    if (t.op().ordered()) {
      narrow(t.left(), Kind.NUMERIC, "a comparison of numbers");
      narrow(t.right(), Kind.NUMERIC, "a comparison of numbers");
    } else if (t.op() == Comparison.EQ) {
      narrow(t.left(), right, "what it equals");
      narrow(t.right(), left, "what it equals");
    }
  }

  private void built(Built b) {
    int input =
        switch (b.name()) {
          case ":match_pair" -> Kind.PAIR.bit();
          case ":match_cons", ":match_nil" -> Kind.LIST.bit();
          case ":match_entry" -> Kind.MAP.bit();
          case ":match_field" -> Kind.STRUCT.bit();
          case ":list:member" -> Kind.LIST.bit();
          default -> b.name().startsWith(":interval:") ? Kind.PAIR.bit() : Kind.ANY;
        };
    for (int i : Builtins.shape(b.name()).inputs()) {
      narrow(b.args().get(i), input, b.name());
    }
    for (int i : Builtins.shape(b.name()).outputs()) {
      narrow(b.args().get(i), Kind.ANY, b.name());
    }
  }

  /// The kinds a term can have; looks into calls on the way.
  private int kinds(Term term) {
    return switch (term) {
      case Term.Const c -> c.value().kind().bit();
      case Term.Var v -> {
        if (v.name().equals(Term.NOW)) {
          yield Kind.NUMBER.bit();
        }
        Known k = variables.get(v.name());
        yield k == null ? Kind.ANY : k.kinds;
      }
      case Term.Call c -> {
        Functions.Shape shape = Functions.shape(c.function());
        for (Term arg : c.args()) {
          narrow(arg, shape == null ? Kind.ANY : shape.arg(), c.function());
        }
        yield Functions.result(c.function());
      }
    };
  }

  /// Notes that `term` must be of `kinds`, because of `reason`.
  private void narrow(Term term, int kinds, String reason) {
    int before = kinds(term);
    if (strict && before != 0 && kinds != 0 && (before & kinds) == 0) {
      Known k = term instanceof Term.Var v ? variables.get(v.name()) : null;
      String because = k == null ? "" : " by " + k.because;
      throw clash(
          term.at(),
          term + ", " + Kind.words(before) + because,
          Kind.words(kinds) + " for " + reason);
    }
    if (term instanceof Term.Var v && !v.wild() && !v.name().equals(Term.NOW)) {
      Known k = variables.get(v.name());
      if (k == null || (k.kinds & kinds) != k.kinds) {
        variables.put(v.name(), new Known(before & kinds, reason));
      }
    }
  }

  private static dev.warrant.rules.text.RuleException clash(
      Place at, String found, String expected) {
    return new RuleError("deduce-type", at, found, expected, "").thrown();
  }
}
