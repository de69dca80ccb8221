package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/// Finds every predicate of a source with its width, and refuses what does not fit together.
final class Signatures {
  private final LinkedHashMap<String, Signature> found = new LinkedHashMap<>();
  private final TreeSet<String> concluded = new TreeSet<>();

  private Signatures() {}

  /// The signatures of `source`, in the order in which they first appear.
  static LinkedHashMap<String, Signature> of(Source source) {
    Signatures s = new Signatures();
    source.decls().forEach(s::declare);
    List<Clause> all = new ArrayList<>(source.clauses());
    all.addAll(source.goals());
    all.forEach(c -> s.head(c));
    all.forEach(c -> c.body().forEach(s::condition));
    all.forEach(c -> c.body().forEach(s::known));
    return s.found;
  }

  private void declare(Decl d) {
    Signature signature = new Signature(d.predicate(), d.args().size(), d.times(), d, d.at());
    Signature before = found.putIfAbsent(d.predicate(), signature);
    if (before != null) {
      throw new RuleError(
              "deduce-declared",
              d.at(),
              "a second declaration of " + d.predicate(),
              "one; the first is at " + before.at(),
              "")
          .thrown();
    }
  }

  private void head(Clause c) {
    use(c.head(), c.head().when() == null ? 0 : 2, c.head().at());
    concluded.add(c.head().predicate());
    Decl decl = signature(c.head()).decl();
    if (decl != null && decl.extensional() && !c.fact()) {
      throw new RuleError(
              "deduce-declared",
              c.at(),
              "a rule that concludes " + c.head().predicate(),
              "none: it is declared extensional at " + decl.at(),
              "conclude a predicate of your own.")
          .thrown();
    }
  }

  private Signature signature(Atom atom) {
    Signature s = found.get(atom.predicate());
    if (s == null) {
      throw new IllegalStateException(atom.predicate());
    }
    return s;
  }

  private void condition(Literal literal) {
    switch (literal) {
      case Literal.Holds h -> use(h.atom(), h.atom().when() == null ? 0 : 2, h.at());
      case Literal.Window w -> use(w.atom(), 2, w.at());
      case Literal.Compare c -> {}
      case Literal.Builtin b -> {}
    }
  }

  /// Notes a use; `times` is the least number of columns of time that it asks for.
  private void use(Atom atom, int times, Place at) {
    Atom.When when = atom.when();
    int asked = when != null && when.terms().size() == 3 ? 3 : times;
    int arity = atom.args().size();
    Signature before = found.get(atom.predicate());
    if (before == null) {
      found.put(atom.predicate(), new Signature(atom.predicate(), arity, asked, null, at));
      return;
    }
    if (before.arity() != arity) {
      throw new RuleError(
              "deduce-arity",
              at,
              atom.predicate() + " with " + arity + " arguments",
              before.arity() + " as at " + before.at(),
              "use _ for arguments that do not matter.")
          .thrown();
    }
    if (asked > before.times()) {
      if (before.decl() != null) {
        String word = asked == 3 ? "bitemporal" : "temporal";
        throw new RuleError(
                "deduce-declared",
                at,
                "the time of " + atom.predicate(),
                "a predicate declared " + word + "; the declaration is at " + before.at(),
                "declare it: Decl " + atom.predicate() + "(…) " + word + ".")
            .thrown();
      }
      found.put(atom.predicate(), new Signature(atom.predicate(), arity, asked, null, before.at()));
    }
  }

  private void known(Literal literal) {
    switch (literal) {
      case Literal.Holds h -> known(h.atom());
      case Literal.Window w -> known(w.atom());
      case Literal.Compare c -> {}
      case Literal.Builtin b -> {}
    }
  }

  private void known(Atom atom) {
    Signature s = signature(atom);
    if (s.decl() != null || concluded.contains(atom.predicate())) {
      return;
    }
    TreeSet<String> names = new TreeSet<>(concluded);
    found.values().stream().filter(f -> f.decl() != null).forEach(f -> names.add(f.predicate()));
    String near = Nearest.advice(atom.predicate(), names);
    throw new RuleError(
            "deduce-unknown-predicate",
            atom.at(),
            "the predicate " + atom.predicate() + ", which nothing concludes or declares",
            "one that has facts, rules or a declaration",
            near.isEmpty() ? "declare it: Decl " + atom.predicate() + "(…)." : near)
        .thrown();
  }
}
