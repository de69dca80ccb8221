package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;

/// A piece of rule text with its place.
record Token(Kind kind, String text, Place place) {
  enum Kind {
    /// A name, keyword or number.
    WORD,
    /// A quoted text, without its quotes.
    QUOTED,
    /// One other character.
    SIGN
  }

  boolean word(String w) {
    return kind == Kind.WORD && text.equals(w);
  }

  boolean sign(String s) {
    return kind == Kind.SIGN && text.equals(s);
  }
}
