package dev.warrant.knowledge.verify;

import static dev.warrant.knowledge.verify.LogVerdict.time;

import dev.warrant.knowledge.verify.LogVerdict.Proved;
import dev.warrant.knowledge.verify.LogVerdict.Witnessed;

/// One record that is in a log, in words and as JSON.
final class ProvedTold {
  private ProvedTold() {}

  static String text(Proved p) {
    StringBuilder out = new StringBuilder("proved: ").append(p.says()).append(" is record ");
    out.append(p.index()).append(" of ").append(p.origin()).append(", under ").append(p.size());
    out.append(" that were signed");
    for (Witnessed w : p.outside().witnessed()) {
      out.append("\nindependent: ").append(w.name()).append(" cosigned at ");
      out.append(time(w.seconds() * 1_000_000_000L));
    }
    out.append(p.outside().line());
    if (p.outside().isEmpty()) {
      out.append("\nNOT INDEPENDENT since ").append(time(p.since()));
      out.append(", when it was made: no witness was named");
    }
    return out.toString();
  }

  static String json(Proved p) {
    Json out =
        new Json()
            .put("verdict", "proved")
            .put("origin", p.origin())
            .put("index", p.index())
            .put("size", p.size())
            .put("record", p.says());
    p.outside().into(out);
    if (p.outside().isEmpty()) {
      out.put("notIndependentSince", time(p.since()));
    }
    return out.toString();
  }
}
