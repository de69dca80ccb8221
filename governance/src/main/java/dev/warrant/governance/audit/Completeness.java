package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Leaves;
import dev.warrant.knowledge.tlog.LogFault;
import dev.warrant.knowledge.tlog.Note;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many there are, of which stretch, and how it is known that none is missing: inputs count
/// without a gap, conclusions count within their input, and the head of the log covers them.
///
/// @param whole whether the journal was read, and not its excerpt
/// @param leaves null if there is no log that leads to its first record
/// @param head null if there is no log
/// @param through last input under the signed head; 0 if there is none
/// @param independence who stands behind the log
record Completeness(
    int count,
    String what,
    boolean whole,
    JournalSummary journal,
    @Nullable Leaves leaves,
    @Nullable Note head,
    long through,
    Independence independence) {

  static Completeness of(RunRecord record, int count, Sample.Of of) {
    Leaves leaves = new Leaves(record.run().journal(), record.run().log());
    Note note = CheckpointFiles.read(leaves.log(), CheckpointFiles.LATEST);
    Independence stands = Independence.of(record.run());
    if (note == null || record.summary().firstSeq() != 1) {
      return new Completeness(
          count, of.text(), record.whole(), record.summary(), null, note, 0, stands);
    }
    try {
      return new Completeness(
          count,
          of.text(),
          record.whole(),
          record.summary(),
          leaves,
          note,
          leaves.lastSeq(),
          stands);
    } catch (LogFault e) {
      // The head is of more than there is: told as such below, and by `trace verify`.
      return new Completeness(
          count, of.text(), record.whole(), record.summary(), null, note, 0, stands);
    }
  }

  private List<String> signers() {
    List<String> out = new ArrayList<>();
    if (head != null) {
      head.lines().forEach(l -> out.add(l.name()));
    }
    return out;
  }

  ObjectNode json() {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("count", count).put("of", what);
    o.put("firstInput", journal.firstSeq()).put("lastInput", journal.lastSeq());
    o.put("readWhole", whole).put("contiguous", true).put("fromTheFirst", journal.firstSeq() == 1);
    o.put("closed", journal.closed()).put("tornBytes", journal.tornBytes());
    o.put("headSize", head == null ? null : Checkpoint.parse(head.text()).size());
    o.put("headThroughInput", through);
    o.put("origin", head == null ? null : Checkpoint.parse(head.text()).origin());
    o.put("notIndependent", independence.says());
    signers().forEach(o.putArray("headCarriesSignaturesOf")::add);
    return o;
  }

  String text() {
    StringBuilder out = new StringBuilder("population: ");
    out.append(count).append(' ').append(what).append(", all that inputs ");
    out.append(journal.firstSeq()).append(" to ").append(journal.lastSeq()).append(" led to; ");
    out.append("their numbers and those of their conclusions have no gap, every checksum and both");
    out.append(
        whole
            ? " chains hold"
            : " chains held when all of it was read for its excerpt, and it ends as it did then");
    if (journal.firstSeq() != 1) {
      out.append("\nNOT ALL OF THE RUN: inputs before ").append(journal.firstSeq());
      out.append(" were retired, and what they led to is not in the population");
    }
    out.append(journal.closed() ? "; the run was closed" : "; the run was NOT closed");
    if (journal.tornBytes() > 0) {
      out.append("; after that ").append(journal.tornBytes()).append(" bytes are torn");
    }
    out.append('\n').append(headSays());
    return out.append("\nwhether the venue had other orders, reconciliation with it says")
        .toString();
  }

  private String headSays() {
    if (head == null) {
      return "log: NOT SIGNED, no checkpoint is here\nMaybe ./warrant log seal";
    }
    Checkpoint c = Checkpoint.parse(head.text());
    String said = "log: " + c.origin() + ", head of " + c.size() + " records with signatures of ";
    String covers =
        leaves == null
            ? "; HOW FAR IT REACHES IS NOT KNOWN, the first record or the last one signed is gone"
            : through < journal.lastSeq()
                ? "; inputs after " + through + " are NOT SIGNED"
                : ", up to the last input";
    return said
        + String.join(", ", signers())
        + covers
        + "\n"
        + independence.says()
        + "\nwhether signatures are genuine, ./warrant trace verify says, given their keys";
  }
}
