package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Tally;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What was in the way: objections of deliberations and refusals of the guard, by limit.
final class BarsPanel {
  private static final int BARS_MAX = 24;

  private BarsPanel() {}

  /// A bar.
  private record Bar(String name, long count, String says) {}

  static void write(Html html, ReportData data, SortedMap<String, Long> objections) {
    html.raw("<div class=\"pair\"><section class=\"panel\"><header><h2>Objections</h2><p>");
    html.text(
        Figures.count(data.counts().objections())
            + " of deliberations to "
            + Figures.count(data.counts().intents(), "intent")
            + ", by rule or limit");
    html.raw("</p></header>");
    List<Bar> bars =
        objections.entrySet().stream().map(e -> new Bar(e.getKey(), e.getValue(), "")).toList();
    bars(
        html,
        "objection",
        bars,
        data.counts().objections() == 0
            ? "No deliberation objected to anything."
            : "The trace was not read, so they are counted but not told apart.");
    html.raw("</section><section class=\"panel\"><header><h2>Refusals</h2><p>");
    html.text(
        Figures.count(data.counts().refusals())
            + " of the guard, by limit; a standing one is told once a second");
    html.raw("</p></header>");
    bars(html, "refusal", refusals(data.refusalsByLimit()), "The guard refused nothing.");
    html.raw("</section></div>");
  }

  private static List<Bar> refusals(SortedMap<String, Tally> tallies) {
    return tallies.entrySet().stream().map(BarsPanel::refusal).toList();
  }

  private static Bar refusal(Map.Entry<String, Tally> e) {
    return new Bar(e.getKey(), e.getValue().count(), e.getValue().says());
  }

  private static void bars(Html html, String style, List<Bar> unsorted, String none) {
    if (unsorted.isEmpty()) {
      html.element("p", "none", none);
      return;
    }
    List<Bar> bars =
        unsorted.stream()
            .sorted(Comparator.comparingLong(Bar::count).reversed().thenComparing(Bar::name))
            .toList();
    long most = Math.max(1, bars.getFirst().count());
    html.raw("<ul class=\"bars " + style + "\">");
    for (Bar b : bars.subList(0, Math.min(BARS_MAX, bars.size()))) {
      html.raw("<li>")
          .element("span", "label", b.name())
          .element("b", "", Figures.count(b.count()));
      String width = Svg.num(Math.max(0.5, 100.0 * b.count() / most));
      html.raw("<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
      html.raw("<rect class=\"rail\" width=\"100\" height=\"6\"/><rect class=\"bar\" width=\"");
      html.raw(width + "\" height=\"6\"/></svg>");
      if (!b.says().isEmpty()) {
        html.element("em", "", b.says());
      }
      html.raw("</li>");
    }
    html.raw("</ul>");
    if (bars.size() > BARS_MAX) {
      html.element("p", "note", "and " + (bars.size() - BARS_MAX) + " more");
    }
  }
}
