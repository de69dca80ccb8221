package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.List;

/// A place in a row of tokens.
final class Tokens {
  private final List<Token> all;
  private int at;

  Tokens(List<Token> all) {
    this.all = all;
  }

  Token peek() {
    return all.get(at);
  }

  /// How many tokens have been read.
  int position() {
    return at;
  }

  Token next() {
    Token t = all.get(at);
    if (at + 1 < all.size()) {
      at++;
    }
    return t;
  }

  /// Steps over `symbol` if it comes next.
  boolean take(String symbol) {
    if (peek().is(symbol)) {
      next();
      return true;
    }
    return false;
  }

  /// Steps over `symbol`, or says that `expected` should have come.
  Token expect(String symbol, String expected) {
    if (!peek().is(symbol)) {
      throw error(peek(), expected, "");
    }
    return next();
  }

  /// The tokens read since {@link #position} was `from`.
  List<Token> since(int from) {
    return all.subList(from, at);
  }

  /// Whether white space stands before `token`.
  boolean spaced(Token token, String text) {
    return token.start() > 0 && Character.isWhitespace(text.charAt(token.start() - 1));
  }

  RuleException error(Token found, String expected, String maybe) {
    return new RuleError("deduce-syntax", found.at(), found.shown(), expected, maybe).thrown();
  }
}
