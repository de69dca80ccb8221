package dev.warrant.governance.report;

import dev.warrant.governance.report.Svg.Box;
import dev.warrant.governance.report.Svg.Dot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A histogram of durations on a logarithmic axis, with median and 99th percentile.
final class LatencyPanel {
  private static final double WIDTH = 545;
  private static final Box BOX = new Box(20, 34, WIDTH - 24, 190);
  private static final int COLUMNS = 60;
  private static final double TAIL = 0.0005;

  private LatencyPanel() {}

  static void write(Html html, String title, List<Bucket> buckets, String none) {
    html.raw("<section class=\"panel\"><header><h2>").text(title).raw("</h2>");
    Durations all = Durations.of(buckets);
    if (all == null) {
      html.raw("</header>").element("p", "none", none).raw("</section>");
      return;
    }
    html.element(
        "p",
        "",
        Figures.count(all.total())
            + " measured · p50 "
            + Figures.duration(all.quantile(0.5))
            + " · p99 "
            + Figures.duration(all.quantile(0.99))
            + " · longest "
            + Figures.duration(all.quantile(1)));
    html.raw("</header>").raw(draw(title, all)).raw("</section>");
  }

  /// Buckets with their lower edges.
  private record Durations(List<Bucket> buckets, long total) {
    static @Nullable Durations of(List<Bucket> buckets) {
      long total = buckets.stream().mapToLong(Bucket::count).sum();
      return total == 0 ? null : new Durations(buckets, total);
    }

    long quantile(double q) {
      long seen = 0;
      for (Bucket b : buckets) {
        seen += b.count();
        if (b.count() > 0 && seen >= q * total) {
          return b.upToNanos();
        }
      }
      return buckets.getLast().upToNanos();
    }

    double lower(int i) {
      double upper = upper(i);
      return i == 0 ? upper / 1.5 : Math.min(upper / 1.0001, upper(i - 1));
    }

    double upper(int i) {
      long up = buckets.get(i).upToNanos();
      boolean open = up == Long.MAX_VALUE && i > 0;
      return open ? 2.0 * Math.max(1, buckets.get(i - 1).upToNanos()) : Math.max(1, up);
    }
  }

  private static String draw(String title, Durations all) {
    double from = Double.MAX_VALUE;
    double to = 1;
    long before = 0;
    for (int i = 0; i < all.buckets().size(); i++) {
      long count = all.buckets().get(i).count();
      boolean tail = before > 0 && all.total() - before < TAIL * all.total();
      if (count > 0 && !tail) {
        from = Math.min(from, all.lower(i));
        to = Math.max(to, all.upper(i));
      }
      before += count;
    }
    to = Math.max(to, all.quantile(0.99) * 1.3);
    Scale x = new Scale(Math.log10(from), Math.log10(to), BOX.x0(), BOX.x1());
    Svg svg = new Svg(WIDTH, BOX.y1() + 26, "chart", "", title + ", logarithmic");
    axis(svg, x);
    columns(svg, all, x);
    mark(svg, x, "p50", all.quantile(0.5), 14);
    mark(svg, x, "p99", all.quantile(0.99), 28);
    return svg.toString();
  }

  private static void axis(Svg svg, Scale x) {
    boolean wide = x.to() - x.from() > 3;
    for (int power = (int) Math.floor(x.from()); power <= x.to(); power++) {
      for (int times = 1; times <= 9; times++) {
        double log = power + Math.log10(times);
        boolean major = times == 1 || !wide && (times == 2 || times == 5);
        if (x.holds(log)) {
          svg.line(
              major ? "grid" : "grid minor",
              new Dot(x.at(log), major ? BOX.y0() : BOX.y1() - 3),
              new Dot(x.at(log), BOX.y1()));
        }
        if (x.holds(log) && major) {
          long nanos = Math.round(times * Math.pow(10, power));
          svg.text("tick mid", new Dot(x.at(log), BOX.y1() + 16), round(nanos));
        }
      }
    }
    svg.line("axis", new Dot(BOX.x0(), BOX.y1()), new Dot(BOX.x1(), BOX.y1()));
  }

  private static String round(long nanos) {
    return nanos >= 1_000_000_000
        ? nanos / 1_000_000_000 + " s"
        : nanos >= 1_000_000
            ? nanos / 1_000_000 + " ms"
            : nanos >= 1000 ? nanos / 1000 + " µs" : nanos + " ns";
  }

  /// Columns of equal width, each bucket's count spread over those it touches.
  private static void columns(Svg svg, Durations all, Scale x) {
    double[] heights = new double[COLUMNS];
    for (int i = 0; i < all.buckets().size(); i++) {
      double low = column(x, all.lower(i));
      double high = column(x, all.upper(i));
      for (int c = (int) Math.max(0, low); c < Math.min(COLUMNS, high); c++) {
        double part = (Math.min(high, c + 1) - Math.max(low, c)) / (high - low);
        heights[c] += part * all.buckets().get(i).count();
      }
    }
    double most = 0;
    for (double h : heights) {
      most = Math.max(most, h);
    }
    double width = BOX.width() / COLUMNS;
    for (int c = 0; c < COLUMNS; c++) {
      if (heights[c] > 0) {
        double height = Math.max(1, heights[c] / most * (BOX.height() - 4));
        double left = BOX.x0() + c * width;
        String tip = "about " + Figures.count(Math.round(heights[c]));
        svg.rect(
            "column", new Box(left + 0.5, BOX.y1() - height, left + width - 0.5, BOX.y1()), tip);
      }
    }
  }

  private static double column(Scale x, double nanos) {
    return (Math.log10(nanos) - x.from()) / (x.to() - x.from()) * COLUMNS;
  }

  private static void mark(Svg svg, Scale x, String name, long nanos, double y) {
    double at = x.at(Math.log10((double) Math.max(1, nanos)));
    svg.line("quantile", new Dot(at, y - 4), new Dot(at, BOX.y1()));
    boolean left = at > BOX.x1() - 110;
    svg.text(
        left ? "mark end" : "mark",
        new Dot(left ? at - 5 : at + 5, y),
        name + " " + Figures.duration(nanos));
  }
}
