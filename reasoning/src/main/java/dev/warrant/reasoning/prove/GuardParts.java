package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.prove.Term.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A guard's code, taken apart where that helps: a method that `check` asks, and whose answer it
/// hands on, is a part that speaks for some of the limits. A guard without such methods is one
/// part.
///
/// @param parts what has to be shown about each method, in the order they are asked
/// @param answer what `check` returns, in terms of the parts' answers
/// @param effects of `check` itself, its parts left out
record GuardParts(List<Part> parts, Term answer, List<CodeTerms.Effect> effects) {
  /// One method.
  ///
  /// @param answer the name of what it returns, as `check` sees it; the term itself if it is
  ///   `check`
  /// @param known what is known when it is asked, other parts' answers aside
  /// @param asked when it is asked
  /// @param first the first limit it speaks for, from 1
  /// @param last the last one
  record Part(
      String name,
      Term answer,
      List<Term> known,
      Term asked,
      CodeTerms.Outcome outcome,
      int first,
      int last) {
    Term result() {
      return ((Value.Whole) outcome.result()).term();
    }
  }

  /// Whether it is one part, `check` itself.
  boolean whole() {
    return parts.size() == 1 && parts.getFirst().name().equals(GuardClass.CHECK);
  }

  /// The guard as one part.
  static GuardParts whole(Terms t, GuardClass guard, int limits) {
    CodeTerms.Outcome all = new CodeTerms(t, guard, new TreeSet<>()).check();
    Term answer = ((Value.Whole) all.result()).term();
    Term always = t.truth(true);
    Part part = new Part("check", answer, List.of(), always, all, 1, limits);
    return new GuardParts(List.of(part), answer, List.of());
  }

  /// The guard in parts; the whole one if it has none, or if they do not speak for all limits.
  static GuardParts of(Terms t, GuardClass guard, int limits) {
    CodeTerms all = new CodeTerms(t, guard, callable(guard));
    Term seen = ((Value.Whole) all.check().result()).term();
    List<Term> handedOn = leaves(seen);
    SortedSet<String> cuts = new TreeSet<>();
    for (CodeTerms.Cut cut : all.cut()) {
      if (handedOn.contains(cut.answer())) {
        cuts.add(cut.key());
      }
    }
    CodeTerms code = new CodeTerms(t, guard, cuts);
    CodeTerms.Outcome check = code.check();
    List<Term> names = code.cut().stream().map(CodeTerms.Cut::answer).toList();
    List<Part> parts = new ArrayList<>();
    for (CodeTerms.Cut cut : code.cut()) {
      CodeTerms.Outcome outcome = code.part(cut.key());
      BitSet numbers = numbers(outcome, limits);
      int first = numbers.nextSetBit(0);
      int last = numbers.length() - 1;
      if (first < 0 || numbers.cardinality() != last - first + 1 || twice(parts, cut)) {
        return whole(t, guard, limits);
      }
      List<Term> known = cut.conditions().stream().filter(c -> !mentions(c, names)).toList();
      parts.add(new Part(cut.name(), cut.answer(), known, cut.reach(), outcome, first, last));
    }
    return parts.isEmpty()
        ? whole(t, guard, limits)
        : new GuardParts(parts, ((Value.Whole) check.result()).term(), check.effects());
  }

  private static SortedSet<String> callable(GuardClass guard) {
    SortedSet<String> out = new TreeSet<>();
    for (Ins ins : guard.check().code().values()) {
      if (ins instanceof Ins.Call(String name, String type) && type.equals("([J)I")) {
        out.add(name + type);
      }
    }
    return out;
  }

  private static boolean twice(List<Part> parts, CodeTerms.Cut cut) {
    return parts.stream().anyMatch(p -> p.answer().equals(cut.answer()));
  }

  /// The limits whose numbers a part can return.
  private static BitSet numbers(CodeTerms.Outcome outcome, int limits) {
    BitSet out = new BitSet();
    for (Term leaf : leaves(((Value.Whole) outcome.result()).term())) {
      if (leaf.constant() && leaf.value().signum() > 0) {
        int number = leaf.value().numerator().intValueExact();
        out.set(Math.min(number, limits + 1));
      }
    }
    if (out.get(limits + 1)) {
      out.clear();
    }
    return out;
  }

  /// What a term may be, choices resolved either way.
  private static List<Term> leaves(Term root) {
    List<Term> out = new ArrayList<>();
    List<Term> open = new ArrayList<>(List.of(root));
    BitSet seen = new BitSet();
    while (!open.isEmpty()) {
      Term term = open.removeLast();
      if (seen.get(term.id())) {
        continue;
      }
      seen.set(term.id());
      if (term.op() == Op.ITE) {
        open.add(term.arg(1));
        open.add(term.arg(2));
      } else {
        out.add(term);
      }
    }
    return out;
  }

  private static boolean mentions(Term root, List<Term> names) {
    List<Term> open = new ArrayList<>(List.of(root));
    BitSet seen = new BitSet();
    while (!open.isEmpty()) {
      Term term = open.removeLast();
      if (names.contains(term)) {
        return true;
      }
      for (Term arg : term.args()) {
        if (!seen.get(arg.id())) {
          seen.set(arg.id());
          open.add(arg);
        }
      }
    }
    return false;
  }
}
