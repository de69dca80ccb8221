package dev.warrant.execution.desk;

import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.DeskEvent;
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
/// @param versions what it may be told to switch to
public record DeskParts(
    DeskConfig config,
    Admissions admissions,
    Function<List<Instrument>, Perception> perception,
    DeliberationPort deliberations,
    VenueLink link,
    Recorder recorder,
    Runnable openGate,
    Versions versions) {
  public DeskParts {
    if (admissions.silent() && !(link instanceof SilentLink || link instanceof RehearsalLink)) {
      throw new IllegalArgumentException(
          "guards without a certificate, expected a silent link, found " + link.getClass());
    }
  }

  /// A desk that is never told to switch.
  public DeskParts(
      DeskConfig config,
      Admissions admissions,
      Function<List<Instrument>, Perception> perception,
      DeliberationPort deliberations,
      VenueLink link,
      Recorder recorder,
      Runnable openGate) {
    this(config, admissions, perception, deliberations, link, recorder, openGate, Versions.NONE);
  }

  /// The same desk with other versions to switch to.
  public DeskParts with(Versions other) {
    return new DeskParts(
        config, admissions, perception, deliberations, link, recorder, openGate, other);
  }

  /// The same desk with another recorder.
  DeskParts with(Recorder other) {
    return new DeskParts(
        config, admissions, perception, deliberations, link, other, openGate, versions);
  }

  /// A version found for a switch.
  ///
  /// @throws IllegalStateException if it is not there, or its guards are for a silent desk only
  Version version(DeskEvent.Switched to) {
    Version found = versions.find(to);
    if (found.admissions().silent() && !admissions.silent()) {
      throw new IllegalStateException(
          "the guards of " + to.policy().brief() + " have no certificate, expected one");
    }
    return found;
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
