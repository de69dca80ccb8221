package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.LimitSays;
import java.util.ArrayList;
import java.util.List;

/// How a moment of a run was had, and what an answer about it is worth: *verified* only if the
/// inputs of the journal led to it again. Facts that were kept have the digest that the journal
/// recorded, and were not derived.
///
/// @param kept whether its facts are those that were kept of the cut
/// @param simulated whether the desk's clock was that of a simulation
public record MomentRebuilt(boolean kept, boolean simulated) {
  /// A moment of a run.
  public static MomentRebuilt of(RunFolder run, boolean kept) {
    return new MomentRebuilt(kept, RunRecord.simulated(run));
  }

  /// What an answer that comes to the recorded conclusion is.
  public String status() {
    return kept ? "from the kept cut" : "verified";
  }

  /// The same in words.
  ///
  /// @param what comes to what is recorded
  /// @param taken what else was taken as recorded; empty if nothing
  public String says(String what, String taken) {
    String recorded = taken.isEmpty() ? "" : taken + " is taken as recorded";
    if (!kept) {
      return "Verified: derived again from the journal, "
          + what
          + "."
          + (taken.isEmpty() ? "" : " " + capital(recorded) + ".");
    }
    return "Derived again from the kept cut, whose facts have the recorded digest: "
        + what
        + ". Taken as recorded: these facts"
        + (taken.isEmpty() ? "" : ", " + taken)
        + "; --from-inputs derives the facts too.";
  }

  private static String capital(String says) {
    return Character.toUpperCase(says.charAt(0)) + says.substring(1);
  }

  /// Which input, by which clock, and how far that was from the venue's: `input 15443; the desk's
  /// simulated clock, 645 us from the venue's`.
  ///
  /// @param instrument of which market the offset is told
  public String where(Cut cut, int instrument) {
    StringBuilder out = new StringBuilder("input ").append(cut.seq()).append("; ");
    out.append(source());
    for (Fact fact : cut.facts()) {
      if (fact instanceof Fact.Measure m
          && m.instrument() == instrument
          && m.name().equals(MeasureId.CLOCK_OFFSET.text())) {
        out.append(", ").append(LimitSays.shown(MeasureId.CLOCK_OFFSET, m.value()));
        return out.append(" from the venue's").toString();
      }
    }
    return out.append("; how far the venue's was is not known").toString();
  }

  private String source() {
    return Clocks.unsampled(simulated).source();
  }

  /// Puts status, clock and what was taken as recorded.
  ///
  /// @param explained whether the answer comes to what is recorded
  public void json(ObjectNode o, boolean explained, String alsoTaken) {
    if (explained && kept) {
      o.putNull("verified");
    } else {
      o.put("verified", explained);
    }
    o.put("status", explained ? status() : "unexplained").put("clock", source());
    List<String> taken = new ArrayList<>();
    if (kept) {
      taken.add("the facts of the cut");
    }
    if (!alsoTaken.isEmpty()) {
      taken.add(alsoTaken);
    }
    taken.forEach(o.putArray("takenAsRecorded")::add);
  }
}
