package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Point;
import dev.warrant.governance.report.Svg.Dot;
import java.util.ArrayList;
import java.util.List;

/// Draws values over time, and leaves them in the page for the cursor to read.
final class Series {
  private static final long NANOS_PER_MS = 1_000_000;

  private Series() {}

  /// A line through the points; the last value holds until `until`.
  static List<Dot> line(List<Point> points, TimeFrame frame, Scale scale, long until) {
    List<Dot> out = new ArrayList<>(points.size() + 1);
    for (Point p : points) {
      out.add(new Dot(frame.x(p.nanos()), scale.at(p.value())));
    }
    if (!points.isEmpty()) {
      out.add(new Dot(frame.x(until), scale.at(points.getLast().value())));
    }
    return out;
  }

  /// Stairs: each value holds until the next.
  static List<Dot> stairs(List<Point> points, TimeFrame frame, Scale scale, long until) {
    List<Dot> out = new ArrayList<>(2 * points.size() + 1);
    for (Point p : points) {
      if (!out.isEmpty()) {
        out.add(new Dot(frame.x(p.nanos()), out.getLast().y()));
      }
      out.add(new Dot(frame.x(p.nanos()), scale.at(p.value())));
    }
    if (!out.isEmpty()) {
      out.add(new Dot(frame.x(until), out.getLast().y()));
    }
    return out;
  }

  /// The values as data: milliseconds since the frame began, and the value in units of
  /// 10^-`decimals`, `unitE8` 1e-8 each.
  static void data(Svg svg, String name, TimeFrame frame, List<Point> points, Unit unit) {
    StringBuilder out = new StringBuilder(points.size() * 12);
    long step = 100_000_000L;
    for (int i = 0; i < unit.decimals(); i++) {
      step /= 10;
    }
    for (Point p : points) {
      long e8 = Math.multiplyExact(p.value(), unit.e8());
      out.append(out.isEmpty() ? "" : " ").append((p.nanos() - frame.fromNanos()) / NANOS_PER_MS);
      out.append(' ').append(Math.floorDiv(e8 + step / 2, step));
    }
    svg.raw("<g class=\"series\" data-name=\"" + Html.escape(name) + "\" data-decimals=\"");
    svg.raw(unit.decimals() + "\" data-points=\"" + out + "\"></g>");
  }

  /// What one unit of a value is, and with how many decimals it is shown.
  record Unit(long e8, int decimals) {}

  /// The least of the values.
  static double least(List<Point> points) {
    return (double) points.stream().mapToLong(Point::value).min().orElse(0);
  }

  /// The greatest of the values.
  static double most(List<Point> points) {
    return (double) points.stream().mapToLong(Point::value).max().orElse(0);
  }
}
