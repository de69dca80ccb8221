package dev.warrant.execution.desk;

import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import java.util.List;
import java.util.function.Function;

/// What a desk is made of and stands on, besides its inputs.
///
/// @param admissions guards of the policy in force
/// @param perception makes the perception of an epoch
/// @param deliberations where cuts go
/// @param openGate opens the last gate again, when two people have resumed
public record DeskParts(
    DeskConfig config,
    Admissions admissions,
    Function<List<Instrument>, Perception> perception,
    DeliberationPort deliberations,
    VenueLink link,
    Recorder recorder,
    Runnable openGate) {
  public DeskParts {
    if (admissions.silent() && !(link instanceof SilentLink)) {
      throw new IllegalArgumentException(
          "guards without a certificate, expected a silent link, found " + link.getClass());
    }
  }

  /// A desk that reaches no venue, such as one that is replayed: its guards need no certificate.
  public static DeskParts silent(
      DeskConfig config, DeskRules rules, DeliberationPort deliberations, Recorder recorder) {
    return new DeskParts(
        config,
        Admissions.silent(rules.guards()),
        rules::perception,
        deliberations,
        new SilentLink(),
        recorder,
        () -> {});
  }
}
