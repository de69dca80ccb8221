package dev.warrant.reasoning.check;

/// Something about a pack that its authors should know.
///
/// @param about the limit, measure, pattern or rule it is about
/// @param place `file:line:column`
/// @param says what was found, as sentences
public record Finding(FindingCode code, String about, String place, String says) {
  /// One line.
  public String text() {
    return place + ": " + code + " " + about + ": " + says;
  }
}
