package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Market;
import dev.warrant.governance.report.ReportData.Point;
import dev.warrant.governance.report.ReportData.WarrantSpan;
import dev.warrant.governance.report.Svg.Box;
import dev.warrant.governance.report.Svg.Dot;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;

/// The position over time, inside the caps that warrants set to its worst case.
final class PositionChart {
  private static final double CAP_REACH = 2.5;

  private final Market market;
  private final TimeFrame frame;
  private final Box box;
  private final Scale scale;

  PositionChart(Market market, TimeFrame frame, Box box) {
    this.market = market;
    this.frame = frame;
    this.box = box;
    scale = scaled();
  }

  /// Caps far beyond the position must not flatten it.
  private Scale scaled() {
    double high = Math.max(0, Series.most(market.position()));
    double low = Math.min(0, Series.least(market.position()));
    double most = Math.max(high, -low);
    for (WarrantSpan w : market.warrants().items()) {
      double whole = (double) w.capLots();
      double cap = most == 0 ? whole : Math.min(whole, CAP_REACH * most);
      high = w.side() == Side.BUY ? Math.max(high, cap) : high;
      low = w.side() == Side.SELL ? Math.min(low, -cap) : low;
    }
    return Scale.padded(low, high, 0.08, box);
  }

  void draw(Svg svg) {
    String id = "position" + market.instrument().index();
    svg.raw("<clipPath id=\"" + id + "\">").rect("", box, "").raw("</clipPath>");
    for (long v : scale.ticks(4)) {
      svg.line("grid", new Dot(box.x0(), scale.at(v)), new Dot(box.x1(), scale.at(v)));
      svg.text(
          "tick end",
          new Dot(box.x0() - 8, scale.at(v) + 4),
          Figures.quantity(market.instrument(), v));
    }
    svg.raw("<g clip-path=\"url(#" + id + ")\">");
    for (WarrantSpan w : market.warrants().items()) {
      cap(svg, w);
    }
    double zero = scale.at(0);
    svg.line("zero", new Dot(box.x0(), zero), new Dot(box.x1(), zero));
    List<Dot> stairs = Series.stairs(steps(), frame, scale, frame.toNanos());
    List<Dot> area = new ArrayList<>(stairs);
    area.add(new Dot(stairs.getLast().x(), zero));
    area.add(new Dot(stairs.getFirst().x(), zero));
    svg.path("held", area, true);
    svg.path("position", stairs, false);
    svg.raw("</g>");
    svg.text("name", new Dot(box.x0() + 6, box.y0() + 14), "position, and caps of its worst case");
  }

  private void cap(Svg svg, WarrantSpan w) {
    double edge = scale.at((double) w.side().sign() * w.capLots());
    double top = Math.max(box.y0() - 2, Math.min(edge, scale.at(0)));
    double bottom = Math.min(box.y1() + 2, Math.max(edge, scale.at(0)));
    double from = frame.x(w.fromNanos());
    double to = frame.x(w.toNanos());
    svg.rect("band " + MarketPanel.side(w.side()), new Box(from, top, to, bottom), "");
    svg.line("cap " + MarketPanel.side(w.side()), new Dot(from, edge), new Dot(to, edge));
  }

  /// The desk holds nothing until it learns otherwise.
  private List<Point> steps() {
    List<Point> out = new ArrayList<>();
    out.add(new Point(frame.fromNanos(), 0));
    out.addAll(market.position());
    return out;
  }
}
