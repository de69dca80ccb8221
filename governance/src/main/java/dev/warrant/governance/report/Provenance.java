package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Epoch;
import dev.warrant.governance.report.ReportData.Tally;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalSummary;
import java.util.Map;

/// Findings, what to try next, and where every figure comes from.
final class Provenance {
  private final ReportData data;
  private final ReportExtras extras;

  Provenance(ReportData data, ReportExtras extras) {
    this.data = data;
    this.extras = extras;
  }

  void write(Html html) {
    findings(html);
    if (!extras.tryNext().isEmpty()) {
      html.raw("<section class=\"panel\"><header><h2>Try next</h2></header><pre>");
      html.text(String.join("\n", extras.tryNext())).raw("</pre></section>");
    }
    html.raw("<footer><h2>Where this comes from</h2><dl>");
    JournalSummary j = data.journal();
    row(html, "run", j.run());
    row(
        html,
        "journal",
        "%s, %s bytes, %s%s"
            .formatted(
                j.lastSeq() < j.firstSeq()
                    ? "no input"
                    : "inputs " + Figures.count(j.firstSeq()) + " to " + Figures.count(j.lastSeq()),
                Figures.count(j.bytes()),
                j.closed() ? "cleanly closed" : "not closed",
                j.tornBytes() > 0 ? ", torn tail of " + j.tornBytes() + " bytes" : ""));
    if (data.counts().inputs() > 0) {
      row(
          html,
          "time, UTC",
          Figures.stamp(data.fromNanos()) + " to " + Figures.stamp(data.toNanos()));
    }
    epoch(html);
    digest(html, "journal root", j.root().hex());
    for (Map.Entry<String, String> e : extras.roots().entrySet()) {
      if (e.getValue().matches("[0-9a-f]+")) {
        digest(html, e.getKey(), e.getValue());
      } else {
        row(html, e.getKey(), e.getValue());
      }
    }
    row(html, "machine", extras.machine());
    row(html, "commit", extras.commit());
    html.raw("</dl>");
    config(html);
    html.raw("</footer>");
  }

  private void findings(Html html) {
    html.raw("<section class=\"panel\"><header><h2>Findings</h2><p>feed, venue, reconciliation");
    html.raw("</p></header>");
    if (data.findings().isEmpty()) {
      html.element("p", "none", "Nothing noteworthy: no gap, no reject, no difference.");
    } else {
      html.raw("<table><thead><tr><th>what</th><th class=\"num\">times</th>");
      html.raw("<th>first, UTC</th><th>in words</th></tr></thead><tbody>");
      for (Map.Entry<String, Tally> e : data.findings().entrySet()) {
        html.raw("<tr>").element("td", "", e.getKey());
        html.element("td", "num", Figures.count(e.getValue().count()));
        html.element("td", "num", Figures.clock(e.getValue().firstNanos()));
        html.element("td", "", e.getValue().says()).raw("</tr>");
      }
      html.raw("</tbody></table>");
    }
    html.raw("</section>");
  }

  private void epoch(Html html) {
    if (data.epochs().isEmpty()) {
      row(html, "epoch", "none is in the journal");
      return;
    }
    Epoch last = data.epochs().getLast();
    DeskEvent.Started s = last.started();
    row(html, "epoch", s.epoch() + ", begun " + Figures.stamp(last.nanos()));
    row(html, "seed", Long.toString(s.seed()));
    digest(html, "policy pack", s.policy().hex());
    digest(html, "strategy pack", s.strategy().hex());
    digest(html, "regime model", s.model().hex());
  }

  private void config(Html html) {
    if (!data.epochs().isEmpty() && !data.epochs().getLast().started().config().isEmpty()) {
      html.raw("<details><summary>configuration of the desk</summary><pre>");
      html.text(data.epochs().getLast().started().config()).raw("</pre></details>");
    }
  }

  private static void row(Html html, String name, String value) {
    if (!value.isEmpty()) {
      html.element("dt", "", name).element("dd", "", value);
    }
  }

  private static void digest(Html html, String name, String value) {
    if (!value.isEmpty()) {
      html.element("dt", "", name).element("dd", "digest", value);
    }
  }
}
