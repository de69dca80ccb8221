package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Money;
import dev.warrant.governance.report.ReportData.Point;
import dev.warrant.governance.report.Svg.Box;
import dev.warrant.governance.report.Svg.Dot;
import java.util.ArrayList;
import java.util.List;

/// Profit over time with its drawdown.
final class ProfitPanel {
  private static final Box BOX = new Box(TimeFrame.LEFT, 10, TimeFrame.RIGHT, 210);
  private static final double HEIGHT = 234;

  private ProfitPanel() {}

  static void write(Html html, Money money, TimeFrame frame) {
    html.raw("<section class=\"panel\"><header><h2>Profit and loss</h2>");
    if (money.profit().isEmpty()) {
      html.raw("</header>");
      html.element(
          "p", "none", "The venue told neither a wallet nor a fill, so there is no money to show.");
    } else {
      html.element("p", "", words(money)).raw("</header>");
      html.raw("<p class=\"legend\">");
      html.raw("<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">");
      html.raw("<line class=\"profit\" x1=\"0\" y1=\"7\" x2=\"14\" y2=\"7\"/></svg>profit</span>");
      html.raw("<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">");
      html.raw("<rect class=\"drawdown\" width=\"14\" height=\"14\"/></svg>");
      html.raw("drawdown from the running peak</span></p>");
      html.raw(draw(money.profit(), frame)).element("p", "note", check(money));
    }
    html.raw("</section>");
  }

  private static String words(Money m) {
    return "realised "
        + Figures.signed(m.realisedE8())
        + " · fees "
        + Figures.signed(-m.feesE8())
        + " · funding "
        + Figures.signed(m.fundingE8())
        + (m.otherE8() == 0 ? "" : " · other " + Figures.signed(m.otherE8()))
        + " · unrealised "
        + Figures.signed(m.unrealisedE8())
        + " · deepest drawdown "
        + Figures.money(m.drawdownE8())
        + " USDT"
        + (m.transfersE8() == 0
            ? ""
            : " · paid in " + Figures.signed(m.transfersE8()) + ", no part of it");
  }

  private static String check(Money m) {
    String from =
        "Computed anew from the venue's fills, fees and balance changes in the journal, exact to"
            + " 1e-8 USDT; what is held is worth "
            + m.valuation()
            + ".";
    String wallet =
        m.walletKnown()
            ? " The wallet began with " + Figures.money(m.openingE8()) + " USDT."
            : " The venue never told the wallet.";
    String ledger =
        m.snapshots() == 0
            ? " The journal holds no ledger snapshot to compare with."
            : m.ledgerGapE8() == 0
                ? " The desk's own ledger held exactly the same wallet at its last snapshot."
                : " The desk's own ledger differed by "
                    + Figures.decimal(m.ledgerGapE8(), 8)
                    + " USDT at its last snapshot.";
    return from + wallet + ledger;
  }

  private static String draw(List<Point> profit, TimeFrame frame) {
    Scale scale =
        Scale.padded(
            Math.min(0, Series.least(profit)), Math.max(0, Series.most(profit)), 0.08, BOX);
    Svg svg =
        new Svg(TimeFrame.WIDTH, HEIGHT, "chart time", frame.attributes(), "profit over time");
    frame.grid(svg, BOX.y0(), BOX.y1());
    List<Long> ticks = scale.ticks(5);
    int decimals =
        ticks.size() < 2 ? 2 : Math.max(2, Figures.decimals(ticks.get(1) - ticks.get(0)));
    for (long v : ticks) {
      svg.line("grid", new Dot(BOX.x0(), scale.at(v)), new Dot(BOX.x1(), scale.at(v)));
      svg.text("tick end", new Dot(BOX.x0() - 8, scale.at(v) + 4), Figures.decimal(v, decimals));
    }
    List<Dot> line = Series.stairs(profit, frame, scale, frame.toNanos());
    double zero = scale.at(0);
    half(svg, "gain", new Box(BOX.x0(), BOX.y0(), BOX.x1(), zero), area(line, zero));
    half(svg, "loss", new Box(BOX.x0(), zero, BOX.x1(), BOX.y1()), area(line, zero));
    svg.path("drawdown", drawdown(profit, frame, scale), true);
    svg.line("zero", new Dot(BOX.x0(), zero), new Dot(BOX.x1(), zero));
    svg.path("profit", line, false);
    Series.data(svg, "profit", frame, profit, new Series.Unit(1, 2));
    svg.line("cross", new Dot(-9, BOX.y0()), new Dot(-9, BOX.y1()));
    return svg.toString();
  }

  private static void half(Svg svg, String style, Box box, List<Dot> area) {
    svg.raw("<clipPath id=\"" + style + "\">").rect("", box, "").raw("</clipPath>");
    svg.raw("<g clip-path=\"url(#" + style + ")\">").path(style, area, true).close();
  }

  private static List<Dot> area(List<Dot> line, double zero) {
    List<Dot> out = new ArrayList<>(line);
    out.add(new Dot(line.getLast().x(), zero));
    out.add(new Dot(line.getFirst().x(), zero));
    return out;
  }

  /// Between the running peak and the line.
  private static List<Dot> drawdown(List<Point> profit, TimeFrame frame, Scale scale) {
    List<Point> peaks = new ArrayList<>();
    long peak = 0;
    for (Point p : profit) {
      peak = Math.max(peak, p.value());
      peaks.add(new Point(p.nanos(), peak));
    }
    List<Dot> out = new ArrayList<>(Series.stairs(peaks, frame, scale, frame.toNanos()));
    out.addAll(Series.stairs(profit, frame, scale, frame.toNanos()).reversed());
    return out;
  }
}
