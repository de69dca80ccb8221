package dev.warrant.rules.intent;

import java.util.List;

/// An expression of a rule, as written: Java's operators over whole numbers, texts, truth values
/// and the components of facts.
public sealed interface Formula {
  /// A whole number.
  ///
  /// @param wide whether it was written with `L`
  record Num(long value, boolean wide) implements Formula {}

  /// A text in quotes.
  record Text(String value) implements Formula {}

  /// `true` or `false`.
  record Truth(boolean value) implements Formula {}

  /// A constant of an enum, such as `FeedState.SYNCED`.
  record Constant(String type, String name) implements Formula {}

  /// A component of the fact the pattern is about.
  record Field(String name) implements Formula {}

  /// A variable: bound on the left side, or computed on the right.
  record Var(String name) implements Formula {}

  /// A component of a fact that is bound to a variable.
  record Part(String var, String name) implements Formula {}

  /// `!of`.
  record Not(Formula of) implements Formula {}

  /// `-of`.
  record Neg(Formula of) implements Formula {}

  /// An operator between two.
  ///
  /// @param op one of `+ - * / % == != < <= > >= && ||`
  record Bin(String op, Formula left, Formula right) implements Formula {}

  /// `Math.max`, `Math.min` or `Math.abs`.
  record Call(String name, List<Formula> args) implements Formula {
    public Call {
      args = List.copyOf(args);
    }
  }

  /// `test ? then : otherwise`.
  record Choice(Formula test, Formula then, Formula otherwise) implements Formula {}

  /// `what in (…)`.
  record In(Formula what, List<Formula> among) implements Formula {
    public In {
      among = List.copyOf(among);
    }
  }

  /// One canonical text.
  default String text() {
    return switch (this) {
      case Num n -> String.valueOf(n.value());
      case Text t -> '"' + t.value() + '"';
      case Truth t -> String.valueOf(t.value());
      case Constant c -> c.type() + "." + c.name();
      case Field f -> f.name();
      case Var v -> v.name();
      case Part p -> p.var() + "." + p.name();
      case Not(Formula of) -> "!(" + of.text() + ")";
      case Neg(Formula of) -> "-(" + of.text() + ")";
      case Bin(String op, Formula l, Formula r) -> "(" + l.text() + " " + op + " " + r.text() + ")";
      case Call(String name, List<Formula> args) -> name + "(" + texts(args) + ")";
      case Choice(Formula test, Formula then, Formula otherwise) ->
          "(" + test.text() + " ? " + then.text() + " : " + otherwise.text() + ")";
      case In(Formula what, List<Formula> among) -> what.text() + " in (" + texts(among) + ")";
    };
  }

  private static String texts(List<Formula> all) {
    return String.join(", ", all.stream().map(Formula::text).toList());
  }
}
