package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// What two deliberations came to differently: that of a moment, and that of the same moment with
/// some facts supposed.
///
/// @param was what the desk concluded
/// @param would what it would have concluded
/// @param differences each line what became of one intent, objection or warrant
public record WhatIf(Deliberation was, Deliberation would, List<Difference> differences) {
  public WhatIf {
    differences = List.copyOf(differences);
  }

  /// @param kind `intent`, `objection`, `warrant` or `withdrawal`
  /// @param was in words; empty if there was none
  /// @param would in words; empty if there would be none
  public record Difference(String kind, String was, String would) {}

  /// Compares two deliberations.
  public static WhatIf between(Deliberation was, Deliberation would, List<Instrument> instruments) {
    List<Difference> out = new ArrayList<>();
    differ(
        out,
        "intent",
        was.intents(),
        would.intents(),
        i -> intentKey(i, instruments),
        i -> edge(i));
    differ(
        out,
        "objection",
        was.objections(),
        would.objections(),
        o -> objectionKey(o, instruments),
        Objection::says);
    differ(
        out,
        "warrant",
        was.warrants(),
        would.warrants(),
        w -> instruments.get(w.instrument()).symbol() + " " + w.side(),
        w -> terms(w, instruments.get(w.instrument())));
    differ(out, "withdrawal", was.withdrawn(), would.withdrawn(), w -> "warrant " + w, _ -> "ends");
    return new WhatIf(was, would, out);
  }

  /// Whether it would have concluded the same.
  public boolean same() {
    return differences.isEmpty();
  }

  /// One sentence: whether it would have concluded the same, and if not, of what how many differ.
  public String sentence() {
    if (same()) {
      return "The desk would have concluded the same: \"" + was.outcome() + "\".";
    }
    TreeMap<String, Integer> counts = new TreeMap<>();
    differences.forEach(d -> counts.merge(d.kind(), 1, Integer::sum));
    List<String> told = new ArrayList<>();
    counts.forEach((kind, n) -> told.add(n + " " + kind + (n == 1 ? "" : "s")));
    boolean one = differences.size() == 1;
    return "The desk would have concluded otherwise: "
        + String.join(", ", told)
        + (one ? " differs" : " differ")
        + "; "
        + outcomes();
  }

  /// What the outcomes were, as the end of a sentence.
  public String outcomes() {
    return was.outcome().equals(would.outcome())
        ? "its outcome, \"" + was.outcome() + "\", would have been the same."
        : "its outcome would have been \""
            + would.outcome()
            + "\" instead of \""
            + was.outcome()
            + "\".";
  }

  private static <T> void differ(
      List<Difference> out,
      String kind,
      List<T> was,
      List<T> would,
      Function<T, String> key,
      Function<T, String> value) {
    TreeMap<String, String> a = told(was, key, value);
    TreeMap<String, String> b = told(would, key, value);
    TreeSet<String> keys = new TreeSet<>(a.keySet());
    keys.addAll(b.keySet());
    for (String k : keys) {
      String x = a.containsKey(k) ? k + ": " + a.get(k) : "";
      String y = b.containsKey(k) ? k + ": " + b.get(k) : "";
      if (!x.equals(y)) {
        out.add(new Difference(kind, x, y));
      }
    }
  }

  private static <T> TreeMap<String, String> told(
      List<T> all, Function<T, String> key, Function<T, String> value) {
    TreeMap<String, String> out = new TreeMap<>();
    all.forEach(t -> out.merge(key.apply(t), value.apply(t), (x, y) -> x + "; " + y));
    return out;
  }

  private static String intentKey(Intent i, List<Instrument> instruments) {
    return instruments.get(i.instrument()).symbol()
        + " "
        + i.side()
        + " by "
        + i.strategy().replace('_', ' ')
        + " ("
        + i.rule()
        + ")";
  }

  private static String edge(Intent i) {
    return "edge "
        + i.edgeCentiBps() / 100
        + "."
        + String.format(Locale.ROOT, "%02d", i.edgeCentiBps() % 100)
        + " bps";
  }

  private static String objectionKey(Objection o, List<Instrument> instruments) {
    String whom =
        o.instrument() < 0 ? "" : instruments.get(o.instrument()).symbol() + " " + o.side() + " ";
    return whom + o.subject().replace('_', ' ') + ", " + o.rule();
  }

  private static String terms(Warrant w, Instrument of) {
    return "up to "
        + of.quantityText(w.capLots())
        + " between "
        + of.priceText(w.minPrice())
        + " and "
        + of.priceText(w.maxPrice())
        + ", "
        + w.tactic().kind();
  }
}
