package dev.warrant.governance.audit.day;

import dev.warrant.knowledge.verify.DayTold;
import dev.warrant.knowledge.verify.LogVerdict;
import java.time.LocalDate;
import java.util.List;

/// Whose word the reconciliation of a day is, as the verifier found it.
public final class DaySigned {
  private DaySigned() {}

  private static final String SIGNED = "This result is signed by ";
  private static final String LATER = "RECORDS OF THIS DAY CAME LATER";

  /// Whether that sentence says of all of a day that its result is signed.
  static boolean whole(String says) {
    return says.startsWith(SIGNED) && !says.contains(LATER);
  }

  /// One sentence.
  ///
  /// @param key verifier key the log was checked with
  public static String says(LogVerdict found, LocalDate day, String key) {
    String[] parts = key.split("\\+", 3);
    String who = parts.length < 3 ? key : parts[0] + " (key " + parts[1] + ")";
    List<DayTold> days = found instanceof LogVerdict.Clean clean ? clean.days() : List.of();
    for (DayTold d : days) {
      if (d.day().equals(day.toString())) {
        return switch (d.state()) {
          case COMPLETE, DIFFERS -> SIGNED + who + ", under the first " + d.size() + " records.";
          case PART ->
              SIGNED
                  + who
                  + ", under the first "
                  + d.size()
                  + " records; "
                  + LATER
                  + " and were held against nothing.";
          case NOT_RECONCILED ->
              d.size() == 0
                  ? "Nobody signed a reconciliation of this day."
                  : "That it is not reconciled is signed by " + who + ".";
          case UNSIGNED -> "This result is NOT SIGNED: anybody may have written it.";
        };
      }
    }
    return found.exitStatus() == 0
        ? "Nobody signed a reconciliation of this day."
        : "Whether its reconciliation is signed is not told, since the log does not hold.";
  }
}
