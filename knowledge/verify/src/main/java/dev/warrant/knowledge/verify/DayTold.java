package dev.warrant.knowledge.verify;

import java.util.List;
import java.util.Locale;

/// What is known of holding one UTC day of a run against the venue's own list.
///
/// @param day as `2026-01-01`
/// @param attempt which reconciliation of that day it was, from 1; 0 if there was none
/// @param orders of the run's record that were held against the list
/// @param fills likewise
/// @param size how many records of the log it was made under; 0 without a signature
/// @param cosigned which of the witnesses that are trusted cosigned a head that names its note, and
///   when; empty if none
/// @param says one sentence
public record DayTold(
    String day,
    State state,
    int attempt,
    long orders,
    long fills,
    long size,
    String cosigned,
    String says) {
  private static final int LINES_MAX = 31;

  /// How it stands.
  public enum State {
    /// Signed: all is on both sides and the same.
    COMPLETE,
    /// Signed: all was, but records of that day came later.
    PART,
    /// Signed: something is not.
    DIFFERS,
    /// Signed or not even tried: there was nothing to hold it against.
    NOT_RECONCILED,
    /// There is a result, and nobody signed it.
    UNSIGNED;

    /// In words.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// All days in words, a line each; whole days together, if they are many.
  static String text(List<DayTold> days) {
    StringBuilder out = new StringBuilder();
    List<DayTold> whole = days.stream().filter(d -> d.state == State.COMPLETE).toList();
    if (days.size() > LINES_MAX && !whole.isEmpty()) {
      out.append("\nreconciled with the venue: ").append(whole.size()).append(" days complete, ");
      out.append(whole.getFirst().day).append(" to ").append(whole.getLast().day);
      out.append(", signed: ").append(whole.stream().mapToLong(DayTold::orders).sum());
      out.append(" orders, ").append(whole.stream().mapToLong(DayTold::fills).sum());
      out.append(" fills");
    }
    for (DayTold d : days) {
      if (days.size() <= LINES_MAX || d.state != State.COMPLETE) {
        out.append("\nvenue, ").append(d.day).append(": ").append(d.says);
      }
    }
    return out.toString();
  }

  static String json(List<DayTold> days) {
    return "["
        + String.join(
            ",",
            days.stream()
                .map(d ->
                    new Json()
                        .put("day", d.day)
                        .put("state", d.state.word())
                        .put("signed", d.size > 0)
                        .put("attempt", d.attempt)
                        .put("orders", d.orders)
                        .put("fills", d.fills)
                        .put("size", d.size)
                        .put("cosigned", d.cosigned)
                        .put("says", d.says)
                        .toString())
                .toList())
        + "]";
  }
}
