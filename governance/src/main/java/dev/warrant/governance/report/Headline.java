package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Counts;
import dev.warrant.governance.report.ReportData.Market;
import dev.warrant.governance.report.ReportData.Money;
import dev.warrant.knowledge.fact.Mode;
import java.util.ArrayList;
import java.util.List;

/// What one wants to know first: a sentence, eight figures, and the way from inputs to fills.
final class Headline {
  private final ReportData data;

  Headline(ReportData data) {
    this.data = data;
  }

  void write(Html html) {
    html.element("p", "verdict", verdict());
    html.raw("<div class=\"tiles\">");
    Counts c = data.counts();
    Money m = data.money();
    boolean moneyKnown = !m.profit().isEmpty();
    tile(
        html,
        "P&L, USDT",
        moneyKnown ? Figures.signed(m.profitE8()) : "\u2013",
        moneyKnown ? "deepest drawdown " + Figures.money(m.drawdownE8()) : "no money was told",
        !moneyKnown || m.profitE8() == 0 ? "" : m.profitE8() > 0 ? "good" : "bad");
    tile(html, "Fees, USDT", Figures.money(m.feesE8()), "on " + Figures.money(m.volumeE8()), "");
    tile(html, "Position", position(), unrealised(), "");
    tile(html, "Orders", Figures.count(c.orders()), Figures.count(c.cancels()) + " cancelled", "");
    tile(
        html,
        "Fills",
        Figures.count(c.fills()),
        Figures.percent(c.makerFills(), c.fills()) + " as maker",
        "");
    tile(
        html,
        "Objections",
        Figures.count(c.objections()),
        "to " + Figures.count(c.intents(), "intent"),
        "");
    tile(
        html,
        "Refusals",
        Figures.count(c.refusals()),
        "by " + Figures.count(data.refusalsByLimit().size(), "limit"),
        "");
    tile(
        html,
        "Mode",
        data.lastMode().name(),
        data.modes().isEmpty() ? "throughout" : Figures.count(data.modeChanges().total(), "change"),
        data.lastMode() == Mode.NORMAL ? "" : "warn");
    html.raw("</div>");
    way(html);
  }

  private static void tile(Html html, String name, String value, String more, String tone) {
    html.raw("<div class=\"tile " + tone + "\">").element("span", "", name);
    html.element("b", value.length() > 12 ? "long" : "", value).element("small", "", more);
    html.raw("</div>");
  }

  private String position() {
    List<String> held = new ArrayList<>();
    for (Market m : data.markets()) {
      if (m.net() != 0) {
        held.add(Figures.quantity(m.instrument(), m.net()) + " " + m.instrument().symbol());
      }
    }
    return held.isEmpty() ? "flat" : String.join(", ", held);
  }

  private String unrealised() {
    return "unrealised " + Figures.signed(data.money().unrealisedE8());
  }

  private String verdict() {
    Counts c = data.counts();
    if (c.inputs() == 0) {
      return "The journal is empty: the desk never began.";
    }
    String time = Figures.duration(data.toNanos() - data.fromNanos());
    String begin = "In " + time + " the desk took in " + Figures.count(c.inputs(), "event");
    if (data.journal().stripped()) {
      return begin
          + " and saw "
          + Figures.count(c.fills(), "fill")
          + ". The journal is stripped of conclusions, so orders, warrants and beliefs are not in"
          + " it.";
    }
    if (c.orders() == 0) {
      return begin
          + ", deliberated "
          + Figures.count(c.deliberations(), "time")
          + " and sent no order.";
    }
    Money m = data.money();
    String ended =
        m.profitE8() == 0
            ? "broke even"
            : m.profitE8() > 0
                ? "gained " + Figures.money(m.profitE8()) + " USDT"
                : "lost " + Figures.money(-m.profitE8()) + " USDT";
    return begin
        + ", sent "
        + Figures.count(c.orders(), "order")
        + ", had "
        + Figures.count(c.fills(), "fill")
        + " and "
        + ended
        + " after "
        + Figures.money(m.feesE8())
        + " of fees.";
  }

  /// The way from inputs to fills, and what fell by the wayside.
  private void way(Html html) {
    Counts c = data.counts();
    html.raw("<ol class=\"way\">");
    step(html, c.inputs(), "inputs", Figures.count(c.marketEvents()) + " of the market");
    step(
        html,
        c.deliberations(),
        "deliberations",
        Figures.count(c.objected()) + " ended in objections");
    step(html, c.intents(), "intents", Figures.count(c.objections(), "objection"));
    step(html, c.warrants(), "warrants", Figures.count(c.withdrawn()) + " withdrawn");
    step(html, c.orders(), "orders", Figures.count(c.refusals()) + " refused");
    step(html, c.fills(), "fills", Figures.count(c.makerFills()) + " as maker");
    html.raw("</ol>");
  }

  private static void step(Html html, long n, String what, String more) {
    html.raw("<li>").element("b", "", Figures.count(n)).raw(" ").element("span", "", what);
    html.element("small", "", more).raw("</li>");
  }
}
