package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.order.Stage;
import dev.warrant.rules.limit.Rational;

/// A condition that failed on the way to a warrant.
///
/// @param strategy whose intent it kept away; empty if that is not known
/// @param rule rule, clause or limit
/// @param version the pack it stands in: name, version, digest
/// @param condition as its author wrote it
/// @param place `file:line` in the pack; empty if the rule's sentence names it
/// @param value what was found; empty if no number was
/// @param limit what it is held against, with the words of the comparison
/// @param distance how far apart the two are; empty if that is no number
/// @param relative the distance as a share of the value or limit; what has none is furthest
/// @param says one sentence, in its author's words
public record Obstacle(
    Stage stage,
    String strategy,
    String rule,
    String version,
    String condition,
    String place,
    String value,
    String limit,
    String distance,
    Rational relative,
    String says) {
  /// Further than anything that has a distance.
  static final Rational FAR = Rational.of(Long.MAX_VALUE);

  /// Whether numbers decide it.
  public boolean numeric() {
    return !distance.isEmpty();
  }
}
