package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.prove.Term.Op;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes terms as SMT-LIB 2.6 text (the standard's concrete syntax; Barrett, Fontaine, Tinelli). A
/// node used more than once is written once, as a `define-fun` without parameters, so the text is
/// as large as the graph. Equal terms give equal texts, whatever else was made beside them.
final class SmtText {
  private static final int WIDTH = 100;
  private static final TreeSet<String> RESERVED =
      new TreeSet<>(
          List.of(
              "let",
              "forall",
              "exists",
              "match",
              "par",
              "as",
              "not",
              "and",
              "or",
              "xor",
              "ite",
              "true",
              "false",
              "distinct",
              "div",
              "mod",
              "abs",
              "to_real",
              "to_int",
              "is_int",
              "assert",
              "BINARY",
              "DECIMAL",
              "HEXADECIMAL",
              "NUMERAL",
              "STRING",
              "_",
              "!"));

  private final StringBuilder out;
  private final Map<Integer, Integer> uses = new TreeMap<>();
  private final Map<Integer, String> names = new TreeMap<>();
  private final List<Term> order = new ArrayList<>();
  private final BitSet seen = new BitSet();

  private SmtText(StringBuilder out) {
    this.out = out;
  }

  /// Declares and defines all that `roots` need.
  ///
  /// @return a writer of the roots
  static SmtText declared(StringBuilder out, List<Term> roots) {
    SmtText text = new SmtText(out);
    roots.forEach(text::visit);
    for (Term root : roots) {
      text.uses.merge(root.id(), 1, Integer::sum);
    }
    TreeMap<String, Sort> unknowns = new TreeMap<>();
    for (Term term : text.order) {
      if (term.op() == Op.VAR) {
        unknowns.put(term.name(), term.sort());
      }
    }
    unknowns.forEach((name, sort) ->
        out.append("(declare-fun ")
            .append(symbol(name))
            .append(" () ")
            .append(sort.text())
            .append(")\n"));
    text.define();
    return text;
  }

  /// One line for people; what is shared is written again, and depth is cut.
  static String shown(Term term) {
    StringBuilder out = new StringBuilder();
    new SmtText(out).write(term, 6);
    return out.toString();
  }

  /// Arguments before what uses them. Not recursive: chains of conditions are deep.
  private void visit(Term root) {
    List<Term> stack = new ArrayList<>(List.of(root));
    while (!stack.isEmpty()) {
      Term top = stack.getLast();
      boolean ready = true;
      for (Term arg : top.args()) {
        if (!seen.get(arg.id())) {
          stack.add(arg);
          ready = false;
        }
      }
      if (ready) {
        stack.removeLast();
        if (!seen.get(top.id())) {
          seen.set(top.id());
          order.add(top);
          top.args().forEach(arg -> uses.merge(arg.id(), 1, Integer::sum));
        }
      }
    }
  }

  private void define() {
    Map<Integer, Integer> depths = new TreeMap<>();
    int number = 0;
    for (Term term : order) {
      int depth = 0;
      for (Term arg : term.args()) {
        depth =
            Math.max(depth, names.containsKey(arg.id()) ? 1 : depths.getOrDefault(arg.id(), 0) + 1);
      }
      depths.put(term.id(), depth);
      boolean shared = uses.getOrDefault(term.id(), 0) > 1 && !term.args().isEmpty();
      if (term.op() == Op.DEFINED) {
        definition(symbol(term.name()), term, term.arg(0));
      } else if (shared || depth > 40) {
        definition("?" + ++number, term, term);
      }
    }
  }

  private void definition(String name, Term term, Term body) {
    out.append("(define-fun ").append(name).append(" () ").append(term.sort().text());
    int from = out.length();
    out.append(' ');
    write(body, Integer.MAX_VALUE);
    if (out.length() - from > WIDTH) {
      out.setCharAt(from, '\n');
      out.insert(from + 1, "  ");
    }
    out.append(")\n");
    names.put(term.id(), name);
  }

  /// Writes `term`.
  void write(Term term) {
    write(term, Integer.MAX_VALUE);
  }

  private void write(Term term, int depth) {
    String name = names.get(term.id());
    if (name != null) {
      out.append(name);
      return;
    }
    switch (term.op()) {
      case VAR -> out.append(symbol(term.name()));
      case CONST -> constant(term.sort(), term.value());
      case DEFINED -> out.append(symbol(term.name()));
      case NOT, AND, OR, IMPLIES, ITE, EQ, LE, LT, ADD, SUB, MUL, NEG, DIV, TO_REAL -> {
        if (depth == 0) {
          out.append("...");
          return;
        }
        out.append('(').append(term.op().text());
        for (Term arg : term.args()) {
          out.append(' ');
          write(arg, depth - 1);
        }
        out.append(')');
      }
    }
  }

  private void constant(Sort sort, Rational value) {
    switch (sort) {
      case BOOL -> out.append(value.signum() != 0);
      case INT -> signed(value.numerator(), "");
      case REAL -> {
        if (value.whole()) {
          signed(value.numerator(), ".0");
        } else {
          out.append("(/ ");
          signed(value.numerator(), ".0");
          out.append(' ').append(value.denominator()).append(".0)");
        }
      }
    }
  }

  private void signed(BigInteger n, String suffix) {
    if (n.signum() < 0) {
      out.append("(- ").append(n.negate()).append(suffix).append(')');
    } else {
      out.append(n).append(suffix);
    }
  }

  /// A name as a symbol, between bars where it must be. Names that start with `?` are the writer's.
  static String symbol(String name) {
    if (name.matches("[A-Za-z~!$%^&*_+=<>/-][A-Za-z0-9~!@$%^&*_+=<>.?/-]*")
        && !RESERVED.contains(name)
        && !name.matches("[+*/<>=-]+")) {
      return name;
    }
    if (!name.matches("[ -{}~]+") || name.indexOf('\\') >= 0 || name.startsWith("?")) {
      throw new IllegalArgumentException("no symbol of SMT-LIB 2 can be written as " + name);
    }
    return "|" + name + "|";
  }

  /// The smallest logic of SMT-LIB 2 that covers `roots`.
  static String logic(List<Term> roots) {
    SmtText text = new SmtText(new StringBuilder());
    roots.forEach(text::visit);
    boolean ints = false;
    boolean reals = false;
    boolean products = false;
    for (Term term : text.order) {
      ints |= term.sort() == Sort.INT;
      reals |= term.sort() == Sort.REAL;
      products |= term.op() == Op.MUL && !term.arg(0).constant();
      products |= term.op() == Op.DIV && !term.arg(1).constant();
    }
    if (!ints && !reals) {
      return "QF_UF";
    }
    return "QF_" + (products ? "N" : "L") + (ints ? "I" : "") + (reals ? "R" : "") + "A";
  }
}
