package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.CommandMark;
import dev.warrant.governance.report.ReportData.ModeMark;
import dev.warrant.governance.report.ReportData.PatternRow;
import dev.warrant.governance.report.ReportData.PatternSpan;
import dev.warrant.governance.report.ReportData.Stretch;
import dev.warrant.governance.report.Svg.Box;
import dev.warrant.governance.report.Svg.Dot;
import dev.warrant.knowledge.fact.Mode;
import java.util.List;
import java.util.Locale;

/// Mode and patterns over time, and who changed the mode and why.
final class DeskPanel {
  private static final double MODE_ROW = 22;
  private static final double ROW = 34;
  private static final double TOP = 8;
  private static final int LINES_MAX = 40;

  private final ReportData data;
  private final TimeFrame frame;

  DeskPanel(ReportData data, TimeFrame frame) {
    this.data = data;
    this.frame = frame;
  }

  void write(Html html) {
    html.raw("<section class=\"panel\"><header><h2>Modes and patterns</h2><p>");
    long matches = data.patterns().stream().mapToLong(p -> p.spans().total()).sum();
    html.text(
        Figures.count(data.modeChanges().total(), "mode change")
            + " · "
            + Figures.count(data.commands().total(), "command")
            + " · "
            + Figures.count(matches)
            + (matches == 1 ? " pattern match" : " pattern matches"));
    html.raw("</p></header>");
    if (data.counts().inputs() > 0) {
      legend(html);
      html.raw(draw());
    }
    if (data.patterns().isEmpty()) {
      html.element("p", "none", "No pattern matched.");
    }
    if (data.modes().isEmpty()) {
      html.element("p", "none", "The mode never changed.");
    }
    changes(html);
    html.raw("</section>");
  }

  private void legend(Html html) {
    html.raw("<p class=\"legend\">");
    for (Mode m : Mode.values()) {
      html.raw("<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">");
      html.raw("<rect class=\"mode " + name(m) + "\" y=\"2\" width=\"14\" height=\"10\"/></svg>");
      html.text(m.name()).raw("</span>");
    }
    html.raw("<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">");
    html.raw("<rect class=\"pattern\" y=\"2\" width=\"14\" height=\"10\"/></svg>");
    html.raw("pattern in force</span></p>");
  }

  private static String name(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private String draw() {
    double bottom = TOP + MODE_ROW + data.patterns().size() * ROW + 4;
    Svg svg =
        new Svg(
            TimeFrame.WIDTH, bottom + 24, "chart time", frame.attributes(), "modes and patterns");
    frame.grid(svg, TOP, bottom);
    svg.text("tick end", new Dot(TimeFrame.LEFT - 8, TOP + 15), "mode");
    List<Stretch<Mode>> modes =
        data.modes().isEmpty()
            ? List.of(new Stretch<>(frame.fromNanos(), frame.toNanos(), data.lastMode(), 1_000_000))
            : data.modes();
    for (Stretch<Mode> s : modes) {
      svg.rect(
          "mode " + name(s.kind()),
          new Box(frame.x(s.fromNanos()), TOP + 3, frame.x(s.toNanos()), TOP + MODE_ROW - 3),
          s.kind().name());
    }
    for (int i = 0; i < data.patterns().size(); i++) {
      row(svg, data.patterns().get(i), TOP + MODE_ROW + i * ROW);
    }
    svg.line("cross", new Dot(-9, TOP), new Dot(-9, bottom));
    return svg.toString();
  }

  /// The pattern's name, and its matches on a line under it.
  private void row(Svg svg, PatternRow row, double top) {
    double middle = top + ROW - 8;
    svg.line("grid", new Dot(TimeFrame.LEFT, middle), new Dot(TimeFrame.RIGHT, middle));
    for (PatternSpan s : row.spans().items()) {
      double from = frame.x(s.fromNanos());
      double to = Math.max(from + 2, frame.x(s.toNanos()));
      svg.rect(
          "pattern",
          new Box(from, middle - 5, to, middle + 5),
          row.name() + " · " + Figures.clock(s.fromNanos()) + " · value " + s.value());
    }
    String where = row.instrument() < 0 ? "desk" : symbol(row.instrument());
    String words = row.name() + " · " + where + " · " + Figures.count(row.spans().total()) + "×";
    svg.text("name", new Dot(TimeFrame.LEFT, middle - 9), words);
  }

  private String symbol(int instrument) {
    return instrument < data.markets().size()
        ? data.markets().get(instrument).instrument().symbol()
        : "instrument " + instrument;
  }

  private void changes(Html html) {
    if (data.modeChanges().total() + data.commands().total() == 0) {
      return;
    }
    html.raw("<table><thead><tr><th>UTC</th><th>what</th><th>why</th></tr></thead><tbody>");
    List<CommandMark> commands = data.commands().items();
    int at = 0;
    int lines = 0;
    for (ModeMark m : data.modeChanges().items()) {
      for (; at < commands.size() && commands.get(at).nanos() <= m.nanos(); at++) {
        lines += command(html, commands.get(at), lines);
      }
      lines += line(html, lines, m.nanos(), m.from() + " \u2192 " + m.to(), m.why());
    }
    for (; at < commands.size(); at++) {
      lines += command(html, commands.get(at), lines);
    }
    html.raw("</tbody></table>");
    long untold = data.modeChanges().total() + data.commands().total() - Math.min(lines, LINES_MAX);
    if (untold > 0) {
      html.element("p", "note", "and " + Figures.count(untold) + " more");
    }
  }

  private static int command(Html html, CommandMark c, int lines) {
    return line(
        html,
        lines,
        c.nanos(),
        "command " + c.command().kind() + " by " + c.command().who(),
        c.command().why());
  }

  private static int line(Html html, int lines, long nanos, String what, String why) {
    if (lines < LINES_MAX) {
      html.raw("<tr>").element("td", "num", Figures.clock(nanos));
      html.element("td", "", what).element("td", "", why).raw("</tr>");
    }
    return 1;
  }
}
