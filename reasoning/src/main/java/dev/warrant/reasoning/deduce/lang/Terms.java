package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Token.What;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads terms and atoms.
final class Terms {
  private static final int DEPTH_MAX = 200;

  private final Tokens in;
  private int depth;

  Terms(Tokens in) {
    this.in = in;
  }

  /// A predicate with its arguments and, if there is one, its annotation.
  Atom atom() {
    Token name = in.next();
    if (name.what() != What.WORD
        || name.text().startsWith(":")
        || name.text().startsWith("fn:")
        || name.isWord(Term.NOW)) {
      String maybe =
          name.what() == What.VARIABLE ? "predicates start with a small letter here." : "";
      throw in.error(name, "a predicate such as order(O, I)", maybe);
    }
    in.expect("(", "'(' after the predicate " + name.text());
    List<Term> args = until(")");
    return new Atom(name.text(), args, when(), name.at());
  }

  private Atom.@Nullable When when() {
    if (!in.take("@")) {
      return null;
    }
    if (!in.peek().is("[")) {
      return new Atom.When(true, List.of(term()));
    }
    Token open = in.next();
    List<Term> terms = until("]");
    if (terms.isEmpty() || terms.size() > 3) {
      throw in.error(open, "@[instant], @[from, to] or @[from, to, seen]", "");
    }
    return new Atom.When(false, terms);
  }

  /// Terms with commas between them up to `close`, which is read too.
  List<Term> until(String close) {
    List<Term> out = new ArrayList<>();
    in.take(","); // Mangle writes the empty list [,] as well
    while (!in.take(close)) {
      out.add(term());
      if (!in.peek().is(close)) {
        in.expect(",", "',' or '" + close + "'");
      }
    }
    return out;
  }

  /// A term.
  Term term() {
    if (++depth > DEPTH_MAX) {
      throw in.error(in.peek(), "at most " + DEPTH_MAX + " terms inside each other", "");
    }
    Token t = in.next();
    Term out =
        switch (t.what()) {
          case CONSTANT -> new Term.Const(java.util.Objects.requireNonNull(t.value()), t.at());
          case VARIABLE -> new Term.Var(t.text(), t.at());
          case WORD -> call(t);
          case SYMBOL -> bracket(t);
          case TYPE, END -> throw in.error(t, "a term", "");
        };
    depth--;
    return out;
  }

  private Term call(Token name) {
    if (name.isWord(Term.NOW)) {
      return new Term.Var(Term.NOW, name.at());
    }
    if (!name.text().startsWith("fn:")) {
      throw in.error(
          name, "a term", "names start with /, variables with a capital, strings with a quote.");
    }
    in.expect("(", "'(' after " + name.text());
    return folded(name.text(), until(")"), name.at());
  }

  private Term bracket(Token open) {
    if (open.is("{")) {
      return folded("fn:struct", entries("}"), open.at());
    }
    if (!open.is("[")) {
      throw in.error(open, "a term", "");
    }
    if (in.take(",") || in.peek().is("]")) {
      in.expect("]", "']'");
      return folded("fn:list", List.of(), open.at());
    }
    Term first = term();
    if (in.peek().is(":")) {
      return folded("fn:map", entriesFrom(first, "]"), open.at());
    }
    List<Term> items = new ArrayList<>(List.of(first));
    if (!in.peek().is("]")) {
      in.expect(",", "',' or ']'");
    }
    items.addAll(until("]"));
    return folded("fn:list", items, open.at());
  }

  private List<Term> entries(String close) {
    in.take(",");
    return in.take(close) ? List.of() : entriesFrom(term(), close);
  }

  private List<Term> entriesFrom(Term firstKey, String close) {
    List<Term> out = new ArrayList<>();
    Term key = firstKey;
    while (true) {
      in.expect(":", "':' after the key " + key);
      out.add(key);
      out.add(term());
      boolean comma = in.take(",");
      if (in.take(close)) {
        return out;
      }
      if (!comma) {
        throw in.error(in.peek(), "',' or '" + close + "'", "");
      }
      key = term();
    }
  }

  /// A call of a constructor on constants is a constant.
  private static Term folded(String function, List<Term> args, Place at) {
    Functions.check(function, args.size(), at);
    if (!Functions.constructor(function)) {
      return new Term.Call(function, args, at);
    }
    List<Value> values = new ArrayList<>();
    for (Term arg : args) {
      if (!(arg instanceof Term.Const c)) {
        return new Term.Call(function, args, at);
      }
      values.add(c.value());
    }
    try {
      return new Term.Const(Functions.apply(function, values), at);
    } catch (ValueException e) {
      throw e.at(at);
    }
  }
}
