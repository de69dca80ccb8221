package dev.warrant.knowledge.verify;

import static dev.warrant.knowledge.verify.LogVerdict.time;

import dev.warrant.knowledge.verify.LogVerdict.Clean;
import dev.warrant.knowledge.verify.LogVerdict.Witnessed;
import java.util.ArrayList;
import java.util.List;

/// A log of which all is what was signed, in words and as JSON.
final class CleanTold {
  private CleanTold() {}

  static String text(Clean c) {
    StringBuilder out = new StringBuilder("clean: ");
    out.append(c.size()).append(" records of ").append(c.origin());
    out.append(", inputs ").append(c.firstSeq()).append(" to ").append(c.lastSeq());
    out.append(c.closed() ? ", closed" : ", not closed");
    out.append("\nroot ").append(c.root()).append("\ntrace nodes ").append(c.trace().hold());
    if (c.trace().told() > c.trace().hold()) {
      out.append(" of ").append(c.trace().told()).append(" that were told; the rest is not there:");
      out.append(" not written before the desk died, or deleted. A replay makes it again");
    }
    if (c.trace().beyond() > 0) {
      out.append("\nunder no signed record: the last ").append(c.trace().beyond());
      out.append(" trace nodes of desks that did not stop in order");
      out.append(c.gone() > 0 ? ", or whose records were retired" : "");
      out.append("; a replay makes them again");
    }
    out.append('\n').append(OrdersTold.text(c.orders())).append(DayTold.text(c.days()));
    if (c.gone() > 0) {
      out.append("\nthe first ").append(c.gone()).append(" records were retired;");
      out.append(" their hashes hold");
    }
    if (c.unsigned().records() > 0) {
      out.append("\nnot signed yet: the last ").append(c.unsigned().records());
      out.append(" records, since ").append(time(c.unsigned().since())).append(", ");
      out.append(c.unsigned().orders()).append(c.unsigned().orders() == 1 ? " order" : " orders");
      out.append(" among them: until they are, they may be by whoever can write here");
    }
    for (Witnessed w : c.outside().witnessed()) {
      out.append("\nindependent: ").append(w.name()).append(" vouches for the first ");
      out.append(w.size()).append(" records, at ").append(time(w.seconds() * 1_000_000_000L));
    }
    out.append(c.outside().line());
    notIndependent(c, out);
    return out.toString();
  }

  private static void notIndependent(Clean c, StringBuilder out) {
    if (c.outside().isEmpty()) {
      out.append("\nNOT INDEPENDENT since ").append(time(c.since()));
      out.append(", the first record: no witness was named, so whoever has the key can still");
      out.append(" write another history\nMaybe name one with --witness, or compare with an older");
      out.append(" --checkpoint from elsewhere.");
    } else if (c.outside().least().size() < c.size()) {
      out.append("\nNOT INDEPENDENT since ").append(until(c));
      out.append(", record ").append(c.outside().least().size());
    }
  }

  /// When the first record was made for which no quorum vouches. If that was retired, only a time
  /// before which is known.
  private static String until(Clean c) {
    boolean retired = c.outside().least().size() < c.gone();
    return retired ? "before " + time(c.since()) : time(c.outside().least().until());
  }

  static String json(Clean c) {
    List<String> by = new ArrayList<>();
    for (Witnessed w : c.outside().witnessed()) {
      by.add(
          new Json()
              .put("name", w.name())
              .put("size", w.size())
              .put("at", time(w.seconds() * 1_000_000_000L))
              .toString());
    }
    Json out = new Json().put("verdict", "clean").put("origin", c.origin()).put("size", c.size());
    out.put("root", c.root()).put("gone", c.gone());
    out.put("firstSeq", c.firstSeq()).put("lastSeq", c.lastSeq());
    out.put("closed", c.closed()).put("unsigned", c.unsigned().records());
    if (c.unsigned().records() > 0) {
      out.put("unsignedSince", time(c.unsigned().since()));
      out.put("unsignedOrders", c.unsigned().orders());
    }
    out.put("traceNodes", c.trace().hold());
    out.put("traceNodesTold", c.trace().told()).put("traceNodesUnderNoRecord", c.trace().beyond());
    out.raw("orders", OrdersTold.json(c.orders())).raw("days", DayTold.json(c.days()));
    c.outside().into(out);
    out.raw("witnesses", "[" + String.join(",", by) + "]");
    if (c.outside().isEmpty()) {
      out.put("notIndependentSince", time(c.since()));
    } else if (c.outside().least().size() < c.size()) {
      out.put("notIndependentSince", until(c));
    }
    return out.toString();
  }
}
