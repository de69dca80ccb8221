package dev.warrant.governance.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.sim.replay.Difference;
import dev.warrant.sim.replay.Replayed;
import dev.warrant.sim.replay.Stretch;

/// What `replay` says: packs first, then inputs, then conclusions, then roots, since each of them
/// explains those after it.
///
/// @param packs that are not those the run names, in words; empty if all are
/// @param signed what the run's log says is changed; empty if it says nothing
/// @param roots how the roots differ from those of the summary; empty if they do not
record ReplayAnswer(RunFolder folder, Replayed r, String packs, String signed, String roots) {
  /// Whether everything recorded was rebuilt, under the packs that were named.
  boolean same() {
    return r.same() && packs.isEmpty() && signed.isEmpty() && roots.isEmpty();
  }

  /// How the roots differ from those the summary vouches for; looked at only where nothing else was
  /// found.
  static String roots(Replayed r, ObjectNode summary) {
    if (!r.same()) {
      return "";
    }
    String trace = summary.path("traceRoot").asText("");
    if (!trace.isEmpty() && !trace.equals(r.rebuilt().trace().hex())) {
      return "the trace root differs" + both(trace, r.rebuilt().trace().hex());
    }
    String journal = summary.path("journalRoot").asText("");
    if (!journal.isEmpty() && !journal.equals(r.rebuilt().journal().hex())) {
      return "the journal root differs: " + known(r) + both(journal, r.rebuilt().journal().hex());
    }
    return "";
  }

  /// What is known of the place if only the root of the summary tells.
  private static String known(Replayed r) {
    if (r.stripped()) {
      return "the inputs are others than those the run's summary vouches for, or else what was"
          + " concluded from them; this copy holds no conclusions, so the place is not known";
    }
    String all =
        "every conclusion is rebuilt from these inputs, so the inputs are others than those the"
            + " run's summary vouches for";
    long last = r.recorded().lastSeq();
    return r.vouched() < last
        ? all
            + ": from input "
            + (r.vouched() + 1)
            + " to input "
            + last
            + ", which no trace head covers; or trace heads before were written anew too"
        : all
            + "; every trace head holds the chain of these inputs, so heads and chains were written"
            + " anew with them, or the summary was";
  }

  private static String both(String recorded, String rebuilt) {
    return "\n  recorded: " + recorded + "\n  rebuilt:  " + rebuilt;
  }

  ObjectNode json() {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", folder.id()).put("same", same()).put("stripped", r.stripped());
    o.put("inputs", r.inputs()).put("conclusions", r.conclusions()).put("orders", r.orders());
    o.put("traceRoot", r.rebuilt().trace().hex()).put("journalRoot", r.rebuilt().journal().hex());
    if (!r.otherPacks().isEmpty()) {
      ArrayNode others = o.putArray("otherPacks");
      r.otherPacks().forEach(others::add);
    }
    Stretch inputs = r.otherInputs();
    if (inputs != null) {
      o.putObject("otherInputs").put("from", inputs.after() + 1).put("to", inputs.through());
    }
    if (!signed.isEmpty()) {
      o.put("signed", signed);
    }
    if (r.headsLeftOut() > 0) {
      o.put("traceHeadsLeftOut", r.headsLeftOut());
    }
    Difference d = r.difference();
    if (d != null) {
      o.putObject("firstDifference")
          .put("seq", d.seq())
          .put("ordinal", d.ordinal())
          .put("recorded", d.recorded())
          .put("rebuilt", d.rebuilt());
    } else if (!same()) {
      o.put("firstDifference", difference().strip());
    }
    return o;
  }

  String text() {
    String head =
        String.format(
            "%s: %,d inputs, %,d conclusions, %,d orders rebuilt%s%ntrace root %s",
            folder.id(),
            r.inputs(),
            r.conclusions(),
            r.orders(),
            r.stripped() ? " (journal stripped of conclusions: roots compared)" : "",
            r.rebuilt().trace());
    return head + (same() ? "\neverything is the same" : difference()) + earlier();
  }

  /// What a run of before has no heads for is no difference, and is said.
  private String earlier() {
    return r.headsLeftOut() == 0
        ? ""
        : String.format(
            "%nthis run, or a life of it, was recorded before trace heads were written once a second:"
                + " the %,d that its replay draws are not in it, and count as no difference",
            r.headsLeftOut());
  }

  private String difference() {
    StringBuilder out = new StringBuilder();
    for (Object part : new Object[] {packs, r.otherInputs(), signed, r.difference(), roots}) {
      if (part != null && !part.toString().isEmpty()) {
        out.append('\n').append(part);
      }
    }
    return out.toString();
  }
}
