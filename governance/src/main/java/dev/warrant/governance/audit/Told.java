package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An answer, for a program and for a person.
///
/// @param exit 0 if all is well, 1 if the answer is bad news, 2 if there is nothing to answer from
public record Told(ObjectNode json, String text, int exit) {
  /// An answer that is no bad news.
  public static Told of(ObjectNode json, CharSequence text) {
    return new Told(json, text.toString(), 0);
  }
}
