package dev.warrant.governance.report;

import dev.warrant.governance.report.BreachLog.Told;
import dev.warrant.governance.report.ReportData.LimitRow;
import dev.warrant.governance.report.ReportData.Point;
import dev.warrant.governance.report.ReportData.WarnMark;
import dev.warrant.governance.report.Svg.Box;
import dev.warrant.governance.report.Svg.Dot;
import java.util.ArrayList;
import java.util.List;

/// How much of each limit was used over the run, where it warned, and where the desk stood outside
/// of it without any order.
final class LimitsPanel {
  private static final double TOP = 8;
  private static final double ROW = 52;
  private static final double CHART = 30;
  private static final double MOST_PPM = 1_200_000;
  private static final long FULL_PPM = 1_000_000;
  private static final int ROWS_MAX = 10;
  private static final int LINES_MAX = 40;

  private final ReportData data;
  private final TimeFrame frame;

  LimitsPanel(ReportData data, TimeFrame frame) {
    this.data = data;
    this.frame = frame;
  }

  void write(Html html) {
    List<LimitRow> rows =
        data.limits().stream().filter(r -> r.mostPpm() > 0).limit(ROWS_MAX).toList();
    long warned = data.limits().stream().mapToLong(r -> r.warns().total()).sum();
    html.raw("<section class=\"panel\"><header><h2>Limits</h2><p>");
    html.text(
        Figures.count(data.limits().size())
            + " watched without any order · "
            + Figures.count(warned, "warning")
            + " · "
            + Figures.count(data.breaches().size())
            + (data.breaches().size() == 1 ? " breach" : " breaches"));
    html.raw("</p></header>");
    if (rows.isEmpty()) {
      html.element("p", "none", "Nothing was used of any limit that is watched.");
    } else {
      legend(html);
      html.raw(draw(rows));
      long empty = data.limits().size() - (long) rows.size();
      if (empty > 0) {
        html.element(
            "p", "note", "The fullest are drawn; of " + Figures.count(empty) + " less was used.");
      }
    }
    breaches(html);
    html.raw("</section>");
  }

  private static void legend(Html html) {
    html.raw("<p class=\"legend\">");
    key(html, "use", "used");
    key(html, "use near", "at a warning");
    key(html, "use out", "outside the limit");
    html.raw("<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">");
    html.raw("<line class=\"full\" x1=\"0\" y1=\"7\" x2=\"14\" y2=\"7\"/></svg>");
    html.raw("all of the limit</span></p>");
  }

  private static void key(Html html, String style, String words) {
    html.raw("<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">");
    html.raw("<rect class=\"" + style + "\" y=\"2\" width=\"14\" height=\"10\"/></svg>");
    html.text(words).raw("</span>");
  }

  private String draw(List<LimitRow> rows) {
    double bottom = TOP + rows.size() * ROW;
    Svg svg =
        new Svg(TimeFrame.WIDTH, bottom + 24, "chart time", frame.attributes(), "limits over time");
    frame.grid(svg, TOP, bottom);
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), TOP + i * ROW);
    }
    svg.line("cross", new Dot(-9, TOP), new Dot(-9, bottom));
    return svg.toString();
  }

  private void row(Svg svg, LimitRow row, double top) {
    double floor = top + ROW - 4;
    Box box = new Box(TimeFrame.LEFT, floor - CHART, TimeFrame.RIGHT, floor);
    Scale scale = new Scale(0, MOST_PPM, floor, floor - CHART);
    List<Point> held = new ArrayList<>();
    for (Point p : row.used()) {
      held.add(new Point(p.nanos(), Math.min(p.value(), (long) MOST_PPM)));
    }
    List<Dot> stairs = Series.stairs(held, frame, scale, frame.toNanos());
    List<Dot> area = new ArrayList<>(stairs);
    area.add(new Dot(stairs.getLast().x(), floor));
    area.add(new Dot(stairs.getFirst().x(), floor));
    svg.path("use", area, true);
    warned(svg, row, area, box);
    outside(svg, row, box);
    svg.line("full", new Dot(box.x0(), scale.at(FULL_PPM)), new Dot(box.x1(), scale.at(FULL_PPM)));
    svg.line("grid", new Dot(box.x0(), floor), new Dot(box.x1(), floor));
    svg.text("tick end", new Dot(box.x0() - 8, scale.at(FULL_PPM) + 4), "100 %");
    svg.text(
        "name",
        new Dot(box.x0(), floor - CHART - 4),
        row.limit() + " · " + place(row.instrument()) + " · at most " + percent(row.mostPpm()));
    Series.data(
        svg,
        row.limit() + " " + place(row.instrument()) + " %",
        frame,
        row.used(),
        new Series.Unit(10_000, 1));
  }

  /// The same area again where it warned, cut to the time it did.
  private void warned(Svg svg, LimitRow row, List<Dot> area, Box box) {
    long from = 0;
    boolean near = false;
    String words = "";
    List<WarnMark> marks = row.warns().items();
    for (int i = 0; i <= marks.size(); i++) {
      boolean last = i == marks.size();
      long at = last ? frame.toNanos() : marks.get(i).nanos();
      if (near && (last || marks.get(i).share() == 0)) {
        stretch(svg, new Box(frame.x(from), box.y0(), frame.x(at), box.y1()), area, words);
        near = false;
      } else if (!near && !last && marks.get(i).share() > 0) {
        near = true;
        from = at;
        words = marks.get(i).says();
      }
    }
  }

  private int clips;

  private void stretch(Svg svg, Box box, List<Dot> area, String words) {
    String id = "warn" + clips++;
    svg.raw("<clipPath id=\"" + id + "\">").rect("", box, "").raw("</clipPath>");
    svg.raw("<g clip-path=\"url(#" + id + ")\">").path("use near", area, true).close();
    svg.rect("hover", box, words);
  }

  private void outside(Svg svg, LimitRow row, Box box) {
    for (Told t : data.breaches()) {
      if (t.breach().limit().equals(row.limit()) && t.breach().instrument() == row.instrument()) {
        double from = frame.x(t.breach().openedNanos());
        double to =
            frame.x(t.clearedNanos() == BreachLog.NEVER ? frame.toNanos() : t.clearedNanos());
        svg.rect(
            "use out",
            new Box(from, box.y0(), Math.max(from + 2, to), box.y1()),
            t.breach().says());
      }
    }
  }

  private String place(int instrument) {
    return instrument < 0 ? "account" : data.markets().get(instrument).instrument().symbol();
  }

  private static String percent(long ppm) {
    return Figures.decimal(ppm * 10_000, 1) + " %";
  }

  private void breaches(Html html) {
    if (data.breaches().isEmpty()) {
      html.element("p", "none", "The desk never stood outside a limit.");
      return;
    }
    html.raw("<table><thead><tr><th>UTC</th><th>limit</th><th>what</th><th>what was done</th>");
    html.raw("</tr></thead><tbody>");
    for (Told t : data.breaches().stream().limit(LINES_MAX).toList()) {
      html.raw("<tr>").element("td", "num", Figures.clock(t.breach().openedNanos()));
      html.element(
          "td",
          "",
          (t.breach().active() ? "active: " : "passive: ")
              + t.breach().limit()
              + ", "
              + place(t.breach().instrument()));
      html.element("td", "", t.breach().says());
      html.element("td", "", ended(t)).raw("</tr>");
    }
    html.raw("</tbody></table>");
    long untold = data.breaches().size() - (long) LINES_MAX;
    if (untold > 0) {
      html.element("p", "note", "and " + Figures.count(untold) + " more");
    }
  }

  private static String ended(Told t) {
    return t.done()
        + (t.clearedNanos() == BreachLog.NEVER
            ? "; still open at the end"
            : "; " + t.cleared() + " (" + Figures.clock(t.clearedNanos()) + ")")
        + (t.releasedNanos() == BreachLog.NEVER
            ? ""
            : "; " + t.released() + " (" + Figures.clock(t.releasedNanos()) + ")");
  }
}
