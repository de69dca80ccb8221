package dev.warrant.rules.pack;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.List;

/// Where a pack holds: venues, instruments and desks, each by name; `*` is any.
///
/// @param place where it is written
public record Scope(
    List<String> venues, List<String> instruments, List<String> desks, Place place) {
  private static final List<String> ANY = List.of("*");

  /// Everywhere; of a pack that was not read from a folder.
  public static final Scope EVERYWHERE = new Scope(ANY, ANY, ANY, Place.of(PackHeader.FILE));

  public Scope {
    venues = List.copyOf(venues);
    instruments = List.copyOf(instruments);
    desks = List.copyOf(desks);
  }

  /// The words of it that lie outside of `other`, the first of each kind; empty if it lies inside.
  public String outside(Scope other) {
    return outside(venues, other.venues)
        + outside(instruments, other.instruments)
        + outside(desks, other.desks);
  }

  private static String outside(List<String> mine, List<String> wide) {
    return wide.contains("*")
        ? ""
        : mine.stream().filter(w -> !wide.contains(w)).findFirst().map(w -> w + " ").orElse("");
  }

  /// Asks that a desk stands inside of it.
  ///
  /// @param pack whose scope it is, for the message
  /// @throws dev.warrant.rules.text.RuleException if it does not
  public void demand(String pack, Scope desk) {
    String outside = desk.outside(this);
    if (!outside.isEmpty()) {
      throw new RuleError(
              "scope-outside",
              place,
              "a desk at " + outside.strip() + ", where " + pack + " does not hold",
              "a desk inside the scope: venues "
                  + venues
                  + ", instruments "
                  + instruments
                  + ", desks "
                  + desks,
              "the scope is to be widened, which takes two people, or another pack is meant.")
          .thrown();
    }
  }
}
