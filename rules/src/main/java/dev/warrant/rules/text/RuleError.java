package dev.warrant.rules.text;

/// What is wrong with the text of a pack.
///
/// @param code stable code, such as `yaml-duplicate-key`
/// @param found what was found, with its value
/// @param expected what would have been accepted
/// @param maybe advice; empty if there is none
public record RuleError(String code, Place place, String found, String expected, String maybe) {
  /// An error without advice.
  public static RuleError of(String code, Place place, String found, String expected) {
    return new RuleError(code, place, found, expected, "");
  }

  /// `file:line:column: found …, expected … [code]`, then a line starting "Maybe" if there is
  /// advice.
  public String text() {
    String head = place + ": found " + found + ", expected " + expected + " [" + code + "]";
    return maybe.isEmpty() ? head : head + "\nMaybe " + maybe;
  }

  /// As an exception to throw.
  public RuleException thrown() {
    return new RuleException(this);
  }
}
