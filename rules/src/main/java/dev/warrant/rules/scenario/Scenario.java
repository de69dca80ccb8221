package dev.warrant.rules.scenario;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.rules.pack.OtherValues;
import dev.warrant.rules.text.Place;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One scenario of a pack.
public sealed interface Scenario {
  /// Its name, once in the pack.
  String name();

  /// What it shows, in one sentence; empty if the author wrote none.
  String says();

  /// What it must come to.
  Expectation expect();

  /// Where it stands.
  Place place();

  /// Measures as given, asked about as they are: the cheap kind, for the edges of a limit.
  ///
  /// @param given value by measure, in the measure's own unit; all others are absent
  record Vector(
      String name, String says, Map<MeasureId, Long> given, Expectation expect, Place place)
      implements Scenario {
    public Vector {
      given = Collections.unmodifiableMap(new EnumMap<>(given));
    }
  }

  /// A story told to a real desk by a scripted venue.
  ///
  /// @param seed of the market's small movements
  /// @param startNanos when the desk starts
  /// @param walletE8 money in the account
  /// @param leverage of the account and of the desk
  /// @param under values of the policy's parameters it is told under, where they are not the
  ///   policy's own
  /// @param reasoned whether the strategy's own engines deliberate; else the story issues warrants
  /// @param story what happens, in order of time
  /// @param untilNanos end of the story, from its start
  record Venue(
      String name,
      String says,
      long seed,
      long startNanos,
      @E8 long walletE8,
      int leverage,
      OtherValues under,
      boolean reasoned,
      List<Told> story,
      long untilNanos,
      Expectation expect,
      Place place)
      implements Scenario {
    public Venue {
      story = List.copyOf(story);
    }
  }

  /// One step of a story.
  ///
  /// @param nanos when, from the start
  record Told(long nanos, Step step, Place place) {}
}
