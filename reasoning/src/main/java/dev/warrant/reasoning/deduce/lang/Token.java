package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Place;
import org.jspecify.annotations.Nullable;

/// One token.
///
/// @param text as written; for a symbol, its kind
/// @param value the constant it stands for, if it is one
/// @param start offset of its first character
/// @param end offset after its last
record Token(What what, String text, @Nullable Value value, Place at, int start, int end) {
  /// What a token can be.
  enum What {
    /// A number, string, name or time.
    CONSTANT,
    /// A variable.
    VARIABLE,
    /// A predicate, a function, a built-in or a word of the language.
    WORD,
    /// `.List` and its like.
    TYPE,
    /// Punctuation.
    SYMBOL,
    /// The end of the text.
    END
  }

  /// Whether it is this symbol.
  boolean is(String symbol) {
    return what == What.SYMBOL && text.equals(symbol);
  }

  /// Whether it is this word.
  boolean isWord(String word) {
    return what == What.WORD && text.equals(word);
  }

  /// As errors name it.
  String shown() {
    return what == What.END ? "the end of the text" : "'" + text + "'";
  }
}
