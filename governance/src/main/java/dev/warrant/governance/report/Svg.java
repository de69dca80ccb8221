package dev.warrant.governance.report;

import dev.warrant.knowledge.unit.Decimals;
import java.util.List;

/// A drawing under construction, coordinates in CSS pixels with one decimal.
final class Svg {
  private final StringBuilder out = new StringBuilder(1 << 14);

  /// A corner and the one opposite to it.
  record Box(double x0, double y0, double x1, double y1) {
    double width() {
      return x1 - x0;
    }

    double height() {
      return y1 - y0;
    }
  }

  /// A place.
  record Dot(double x, double y) {}

  Svg(double width, double height, String style, String attributes, String label) {
    out.append("<svg class=\"").append(style).append("\" viewBox=\"0 0 ");
    out.append(num(width)).append(' ').append(num(height)).append("\" role=\"img\" aria-label=\"");
    out.append(Html.escape(label)).append('"');
    if (!attributes.isEmpty()) {
      out.append(' ').append(attributes);
    }
    out.append('>');
  }

  static String num(double v) {
    long tenths = Math.round(v * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Decimals.text(tenths * 10_000_000L, 1);
  }

  Svg raw(String markup) {
    out.append(markup);
    return this;
  }

  Svg open(String style) {
    out.append("<g class=\"").append(style).append("\">");
    return this;
  }

  Svg close() {
    out.append("</g>");
    return this;
  }

  Svg line(String style, Dot from, Dot to) {
    out.append("<line class=\"").append(style).append('"');
    attribute("x1", from.x).attribute("y1", from.y);
    attribute("x2", to.x).attribute("y2", to.y);
    out.append("/>");
    return this;
  }

  /// A rectangle with a tip, none if the tip is empty.
  Svg rect(String style, Box box, String tip) {
    out.append("<rect class=\"").append(style).append('"');
    attribute("x", box.x0).attribute("y", box.y0);
    attribute("width", Math.max(0, box.width())).attribute("height", Math.max(0, box.height()));
    return end("rect", tip);
  }

  /// A path of straight lines.
  Svg path(String style, List<Dot> dots, boolean closed) {
    if (dots.isEmpty()) {
      return this;
    }
    out.append("<path class=\"").append(style).append("\" d=\"");
    for (int i = 0; i < dots.size(); i++) {
      out.append(i == 0 ? 'M' : 'L').append(num(dots.get(i).x)).append(' ');
      out.append(num(dots.get(i).y));
    }
    out.append(closed ? "Z\"/>" : "\"/>");
    return this;
  }

  /// A triangle whose point is at `tip`: upwards for a buy, so that it stands below the price.
  Svg triangle(String style, Dot at, double size, String tip) {
    double down = at.y + 1.7 * size;
    out.append("<path class=\"").append(style).append("\" d=\"M").append(num(at.x));
    out.append(' ').append(num(at.y)).append('L').append(num(at.x - Math.abs(size)));
    out.append(' ').append(num(down)).append('L').append(num(at.x + Math.abs(size)));
    out.append(' ').append(num(down)).append("Z\"");
    return end("path", tip);
  }

  Svg text(String style, Dot at, String text) {
    out.append("<text class=\"").append(style).append('"');
    attribute("x", at.x).attribute("y", at.y);
    out.append('>').append(Html.escape(text)).append("</text>");
    return this;
  }

  private Svg attribute(String name, double v) {
    out.append(' ').append(name).append("=\"").append(num(v)).append('"');
    return this;
  }

  private Svg end(String name, String tip) {
    if (tip.isEmpty()) {
      out.append("/>");
    } else {
      out.append("><title>").append(Html.escape(tip)).append("</title></").append(name);
      out.append('>');
    }
    return this;
  }

  @Override
  public String toString() {
    return out + "</svg>";
  }
}
