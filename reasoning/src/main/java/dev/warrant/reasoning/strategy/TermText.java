package dev.warrant.reasoning.strategy;

import alice.tuprolog.Number;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One canonical text for a Prolog term: infix where a reader expects it, `_` for whatever is not
/// bound, atoms quoted unless plain.
final class TermText {
  private static final Set<String> INFIX =
      new TreeSet<>(
          new TreeSet<>(
              List.of("+", "-", "*", "//", ">=", "=<", ">", "<", "=:=", "=\\=", "is", "=", "\\=")));

  private TermText() {}

  static String of(Term term) {
    StringBuilder out = new StringBuilder();
    append(out, term.getTerm());
    return out.toString();
  }

  private static void append(StringBuilder out, Term term) {
    if (term instanceof Number n) {
      out.append(n.isInteger() ? String.valueOf(n.longValue()) : n.toString());
    } else if (term instanceof Struct s) {
      struct(out, s);
    } else {
      out.append('_');
    }
  }

  private static void struct(StringBuilder out, Struct s) {
    if (s.getArity() == 2 && INFIX.contains(s.getName())) {
      operand(out, s.getArg(0).getTerm());
      out.append(' ').append(s.getName()).append(' ');
      operand(out, s.getArg(1).getTerm());
      return;
    }
    atom(out, s.getName());
    for (int i = 0; i < s.getArity(); i++) {
      out.append(i == 0 ? "(" : ", ");
      append(out, s.getArg(i).getTerm());
    }
    if (s.getArity() > 0) {
      out.append(')');
    }
  }

  private static void operand(StringBuilder out, Term term) {
    boolean wrap = term instanceof Struct s && s.getArity() == 2 && INFIX.contains(s.getName());
    if (wrap) {
      out.append('(');
    }
    append(out, term);
    if (wrap) {
      out.append(')');
    }
  }

  private static void atom(StringBuilder out, String name) {
    if (name.matches("[a-z][A-Za-z0-9_]*|\\[\\]|\\\\\\+|-")) {
      out.append(name);
    } else {
      out.append('\'').append(name.replace("'", "''")).append('\'');
    }
  }
}
