package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Token.What;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads declarations, facts, rules and questions. The surface syntax follows Google Mangle
/// (github.com/google/mangle); what differs is said in docs/deduce.md.
public final class Parser {
  /// The predicate that a question `? body.` concludes.
  public static final String GOAL = "answer";

  private final String text;
  private final Tokens in;
  private final Terms terms;

  private Parser(String file, String text) {
    this.text = text;
    this.in = new Tokens(Lexer.tokens(file, text));
    this.terms = new Terms(in);
  }

  /// Parses `text`, which errors call `file`.
  ///
  /// @throws RuleException naming the first place that is wrong
  public static Source parse(String file, String text) {
    return new Parser(file, text).source();
  }

  private Source source() {
    List<Decl> decls = new ArrayList<>();
    List<Clause> clauses = new ArrayList<>();
    List<Clause> goals = new ArrayList<>();
    while (in.peek().what() != What.END) {
      Token first = in.peek();
      if (first.isWord("Decl")) {
        decls.add(new Declarations(in, terms).decl());
      } else if (first.is("?")) {
        goals.add(goal(goals.size()));
      } else if (first.isWord("Package") || first.isWord("Use")) {
        throw in.error(
            first, "a declaration, a fact or a rule", "leave it out: packages are not read here.");
      } else {
        clauses.add(clause());
      }
    }
    return new Source(decls, clauses, goals);
  }

  private Clause clause() {
    int from = in.position();
    Place at = in.peek().at();
    Atom head = terms.atom();
    List<Literal> body = new ArrayList<>();
    List<Clause.Let> lets = new ArrayList<>();
    List<Term.Var> groupBy = null;
    if (in.take(":-")) {
      body.addAll(body());
      groupBy = transforms(lets);
    }
    in.expect(".", "'.' at the end of the clause, ',' before another condition");
    return new Clause(head, body, groupBy, lets, folded(from), at);
  }

  private Clause goal(int earlier) {
    int from = in.position();
    Place at = in.next().at();
    List<Literal> body = body();
    in.expect(".", "'.' at the end of the question");
    LinkedHashSet<String> names = new LinkedHashSet<>();
    List<Term> args = new ArrayList<>();
    for (Literal literal : body) {
      Variables.of(
          literal,
          v -> {
            if (names.add(v.name())) {
              args.add(v);
            }
          });
    }
    String predicate = GOAL + (earlier == 0 ? "" : "_" + (earlier + 1));
    Atom head = new Atom(predicate, args, null, at);
    return new Clause(head, body, null, List.of(), folded(from), at);
  }

  private String folded(int from) {
    StringBuilder out = new StringBuilder();
    for (Token t : in.since(from)) {
      if (!out.isEmpty() && in.spaced(t, text)) {
        out.append(' ');
      }
      out.append(text, t.start(), t.end());
    }
    return out.toString();
  }

  private List<Literal> body() {
    List<Literal> out = new ArrayList<>();
    do {
      if (in.peek().is("|>") || in.peek().is(".")) {
        break; // a comma may follow the last condition
      }
      out.add(literal());
    } while (in.take(","));
    if (out.isEmpty()) {
      throw in.error(in.peek(), "a condition after ':-'", "");
    }
    return out;
  }

  private Literal literal() {
    Token first = in.peek();
    boolean negated = in.take("!");
    Token t = in.peek();
    if (t.is("<-") || t.is("<+") || t.is("[-") || t.is("[+")) {
      return window(negated);
    }
    if (t.what() == What.WORD && !t.isWord(Term.NOW) && !t.text().startsWith("fn:")) {
      return atomOrBuiltin(negated);
    }
    if (negated) {
      throw in.error(t, "an atom after '!'", "write X != Y for values that differ.");
    }
    Term left = terms.term();
    Token sign = in.next();
    for (Comparison op : Comparison.values()) {
      if (sign.is(op.sign())) {
        return new Literal.Compare(op, left, terms.term(), first.at());
      }
    }
    throw in.error(sign, "a comparison (= != < <= > >=) after the term " + left, "");
  }

  private Literal atomOrBuiltin(boolean negated) {
    Token name = in.peek();
    if (!name.text().startsWith(":")) {
      return new Literal.Holds(negated, terms.atom());
    }
    in.next();
    in.expect("(", "'(' after " + name.text());
    List<Term> args = terms.until(")");
    Comparison op =
        switch (name.text()) {
          case ":lt" -> Comparison.LT;
          case ":le" -> Comparison.LE;
          case ":gt" -> Comparison.GT;
          case ":ge" -> Comparison.GE;
          default -> null;
        };
    if (op != null && args.size() == 2 && !negated) {
      return new Literal.Compare(op, args.getFirst(), args.getLast(), name.at());
    }
    Builtins.check(name.text(), args.size(), name.at());
    return new Literal.Builtin(negated, name.text(), args, name.at());
  }

  private Literal window(boolean negated) {
    String sign = in.next().text();
    in.expect("[", "'[' after " + sign);
    List<Term> ends = terms.until("]");
    if (ends.isEmpty() || ends.size() > 2) {
      throw in.error(in.peek(), "one or two distances, as in " + sign + "[0s, 30s]", "");
    }
    Term near =
        ends.size() == 2 ? ends.getFirst() : new Term.Const(Value.number(0), ends.getFirst().at());
    Term anchor = in.take("@") ? terms.term() : null;
    Token t = in.peek();
    if (t.what() != What.WORD || t.text().startsWith(":")) {
      throw in.error(t, "an atom after the window", "");
    }
    Atom atom = terms.atom();
    if (atom.when() != null) {
      throw new RuleError(
              "deduce-syntax",
              atom.at(),
              "a window and '@' on the one atom " + atom.predicate(),
              "one of them",
              "say " + sign + "[…]@T to measure the window from T.")
          .thrown();
    }
    return new Literal.Window(
        negated, sign.startsWith("["), sign.endsWith("+"), near, ends.getLast(), anchor, atom);
  }

  private @Nullable List<Term.Var> transforms(List<Clause.Let> lets) {
    List<Term.Var> groupBy = null;
    boolean first = true;
    while (in.take("|>")) {
      if (in.peek().isWord("do")) {
        if (!first) {
          throw in.error(in.peek(), "'let'", "a clause has one 'do', and it comes first.");
        }
        in.next();
        groupBy = grouping();
        if (!in.take(",")) {
          first = false;
          continue;
        }
      }
      first = false;
      lets(lets);
    }
    return groupBy;
  }

  private List<Term.Var> grouping() {
    Token name = in.next();
    if (!name.isWord("fn:group_by")) {
      throw in.error(name, "fn:group_by(…) after 'do'", "");
    }
    in.expect("(", "'('");
    List<Term.Var> out = new ArrayList<>();
    for (Term t : terms.until(")")) {
      if (!(t instanceof Term.Var v) || v.wild()) {
        throw new RuleError("deduce-syntax", t.at(), t.toString(), "a variable to group by", "")
            .thrown();
      }
      out.add(v);
    }
    return out;
  }

  private void lets(List<Clause.Let> lets) {
    do {
      Token let = in.next();
      if (!let.isWord("let")) {
        throw in.error(let, "'let'", "");
      }
      Token name = in.next();
      if (name.what() != What.VARIABLE || name.text().equals(Term.WILD)) {
        throw in.error(name, "a variable after 'let'", "");
      }
      in.expect("=", "'=' after let " + name.text());
      lets.add(new Clause.Let(new Term.Var(name.text(), name.at()), terms.term()));
    } while (in.take(","));
  }
}
