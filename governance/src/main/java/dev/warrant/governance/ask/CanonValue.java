package dev.warrant.governance.ask;

import dev.warrant.reasoning.deduce.lang.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Canonical text ([dev.warrant.knowledge.unit.Canon]) as a value: a record becomes a list of its
/// name and its fields, a word a name in small letters, a digest a string. Text that is not
/// canonical becomes one string, so nothing is ever lost.
public final class CanonValue {
  private static final int DEPTH_MAX = 64;
  private static final int LONG_DIGITS = 19;

  private final String text;
  private int at;
  private int depth;

  private CanonValue(String text) {
    this.text = text;
  }

  /// The value of a canonical text.
  public static Value of(String text) {
    CanonValue c = new CanonValue(text);
    try {
      Value out = c.value();
      return c.at == text.length() ? out : Value.text(text);
    } catch (NotCanonical e) {
      return Value.text(text);
    }
  }

  private static final class NotCanonical extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private Value value() throws NotCanonical {
    if (++depth > DEPTH_MAX) {
      throw new NotCanonical();
    }
    Value out =
        switch (peek()) {
          case '"' -> quoted();
          case '[' -> {
            at++;
            yield Value.list(until(']', new ArrayList<>()));
          }
          default -> word();
        };
    depth--;
    return out;
  }

  private Value quoted() throws NotCanonical {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return Value.text(out.toString());
      }
      if (c == '\\') {
        at++;
      }
      out.append(peek());
    }
    throw new NotCanonical();
  }

  private Value word() throws NotCanonical {
    int start = at;
    while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-') {
      at++;
    }
    String word = text.substring(start, at);
    if (word.isEmpty()) {
      throw new NotCanonical();
    }
    if (peek() == '(') {
      at++;
      return Value.list(until(')', new ArrayList<>(List.of(name(word)))));
    }
    if (word.matches("-?\\d+") && word.length() <= LONG_DIGITS + 1) {
      BigInteger n = new BigInteger(word);
      return n.bitLength() < Long.SIZE ? Value.number(n.longValue()) : Value.text(word);
    }
    return word.matches("[0-9a-f]{64}") ? Value.text(word) : name(word);
  }

  private List<Value> until(char close, List<Value> out) throws NotCanonical {
    if (peek() == close) {
      at++;
      return out;
    }
    while (true) {
      out.add(value());
      char c = peek();
      at++;
      if (c == close) {
        return out;
      }
      if (c != ',') {
        throw new NotCanonical();
      }
    }
  }

  private static Value name(String word) {
    return Value.name("/" + word.toLowerCase(Locale.ROOT));
  }
}
