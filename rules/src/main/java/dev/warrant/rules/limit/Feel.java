package dev.warrant.rules.limit;

import java.util.List;

/// An expression of the FEEL subset the limit language allows, before units are checked.
///
/// Every node knows its column: 0-based, within the expression's text.
sealed interface Feel {
  int column();

  /// A literal number, as written.
  record Digits(int column, String text) implements Feel {}

  /// A literal text, without its quotes.
  record Text(int column, String text) implements Feel {}

  /// A measure or parameter.
  record Name(int column, String text) implements Feel {}

  record Negative(int column, Feel of) implements Feel {}

  /// `op` is one of `+ - * / < <= > >= = != and or`.
  record Binary(int column, String op, Feel left, Feel right) implements Feel {}

  /// `abs`, `min`, `max` or `not`.
  record Call(int column, String function, List<Feel> arguments) implements Feel {}

  record Choice(int column, Feel test, Feel then, Feel otherwise) implements Feel {}

  /// `value in [low..high]`, an end being strict if its bracket is turned outward.
  record Within(int column, Feel value, String from, Feel low, Feel high, String to)
      implements Feel {}

  /// `value in ["A", "B"]`.
  record OneOf(int column, Feel value, List<Feel> items) implements Feel {}
}
