package dev.warrant.governance.audit.reconcile;

import java.time.Instant;
import java.util.List;

/// What came of holding a span of our record against the venue's list.
///
/// @param run name of the run
/// @param day UTC day, as `2026-01-01`
/// @param fromMs first millisecond that was held against the list
/// @param toMs the last one
/// @param missing why there was nothing to hold it against; empty if there was
/// @param venue whose list; empty without one
/// @param askedMs when the list was asked for
/// @param listDigest SHA-256 of the list; empty without one
/// @param counts how many of what
/// @param unjudged rows that fell on the end of the record, one sentence each
public record Reconciled(
    String run,
    String day,
    long fromMs,
    long toMs,
    String missing,
    String venue,
    long askedMs,
    String listDigest,
    Counts counts,
    List<Difference> differences,
    List<String> unjudged) {
  public Reconciled {
    differences = List.copyOf(differences);
    unjudged = List.copyOf(unjudged);
  }

  /// How many of what.
  ///
  /// @param ordersOurs orders on our record in the span
  /// @param ordersVenue orders in the venue's list in the span, those of others included
  /// @param ordersBoth of ours, found there
  /// @param ordersNeverThere of ours, not there and not expected there
  /// @param ordersForgotten of ours, ended unfilled longer ago than the venue keeps such
  public record Counts(
      long ordersOurs,
      long ordersVenue,
      long ordersBoth,
      long ordersNeverThere,
      long ordersForgotten,
      long fillsOurs,
      long fillsVenue,
      long fillsBoth) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /// What it comes to.
  public enum Verdict {
    RECONCILED,
    DIFFERENT,
    NOT_RECONCILED
  }

  /// Without a list nothing is reconciled, whatever else holds.
  public static Reconciled not(String run, String day, long fromMs, long toMs, String why) {
    return new Reconciled(
        run, day, fromMs, toMs, why, "", 0, "", Counts.NONE, List.of(), List.of());
  }

  /// What it comes to.
  public Verdict verdict() {
    if (!missing.isEmpty()) {
      return Verdict.NOT_RECONCILED;
    }
    return differences.isEmpty() ? Verdict.RECONCILED : Verdict.DIFFERENT;
  }

  /// One sentence.
  public String sentence() {
    return switch (verdict()) {
      case NOT_RECONCILED -> day + " is NOT RECONCILED: " + missing;
      case RECONCILED ->
          day
              + " is reconciled with the list of "
              + venue
              + ": "
              + counts.ordersBoth
              + " of "
              + counts.ordersOurs
              + " orders and "
              + counts.fillsBoth
              + " of "
              + counts.fillsOurs
              + " fills are there and the same, "
              + counts.ordersNeverThere
              + " orders never got there, and the venue lists no other.";
      case DIFFERENT ->
          day
              + " differs from the list of "
              + venue
              + " in "
              + differences.size()
              + (differences.size() == 1 ? " place." : " places.");
    };
  }

  /// What was looked at, and what that proves.
  public String population() {
    String span = time(fromMs) + " to " + time(toMs);
    if (!missing.isEmpty()) {
      return "Nothing was held against a venue's list for " + span + ".";
    }
    return "Population, "
        + span
        + " UTC: all "
        + counts.ordersOurs
        + " orders and "
        + counts.fillsOurs
        + " fills of the journal by their own times, and all "
        + counts.ordersVenue
        + " orders and "
        + counts.fillsVenue
        + " trades that the venue lists for the account in the desk's instruments, whoever sent"
        + " them. The list was asked for at "
        + time(askedMs)
        + ". Other instruments and what the account did outside this span are not in it.";
  }

  private static String time(long ms) {
    return Instant.ofEpochMilli(ms).toString();
  }
}
