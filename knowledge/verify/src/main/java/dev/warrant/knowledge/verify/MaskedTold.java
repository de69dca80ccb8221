package dev.warrant.knowledge.verify;

import static dev.warrant.knowledge.verify.LogVerdict.time;

import dev.warrant.knowledge.verify.LogVerdict.Masked;
import dev.warrant.knowledge.verify.LogVerdict.Witnessed;

/// A copy with masked records, in words and as JSON.
final class MaskedTold {
  private MaskedTold() {}

  static String text(Masked m) {
    StringBuilder out = new StringBuilder("clean, with masked records: ");
    out.append(m.whole() + m.masked()).append(" records of ").append(m.origin());
    out.append(", inputs ").append(m.firstSeq()).append(" to ").append(m.lastSeq());
    out.append("\nwhole: ").append(m.whole());
    out.append("\nMASKED: ").append(m.masked()).append(", of each of which the hash is proved and");
    out.append(" nothing else: what is shown of it is the word of whoever masked it");
    for (Witnessed w : m.outside().witnessed()) {
      out.append("\nindependent: ").append(w.name()).append(" cosigned all of it at ");
      out.append(time(w.seconds() * 1_000_000_000L));
    }
    out.append(m.outside().line());
    return out.append(
            m.outside().isEmpty()
                ? "\nNOT INDEPENDENT since " + time(m.since()) + ": no witness was named"
                : "")
        .toString();
  }

  static String json(Masked m) {
    Json out = new Json().put("verdict", "clean").put("origin", m.origin());
    out.put("size", m.whole() + m.masked()).put("whole", m.whole()).put("masked", m.masked());
    out.put("firstSeq", m.firstSeq()).put("lastSeq", m.lastSeq());
    m.outside().into(out);
    if (m.outside().isEmpty()) {
      out.put("notIndependentSince", time(m.since()));
    }
    return out.toString();
  }
}
