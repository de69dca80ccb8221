package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.FillMark;
import dev.warrant.governance.report.ReportData.Market;
import dev.warrant.governance.report.ReportData.OrderMark;
import dev.warrant.governance.report.ReportData.PriceSource;
import dev.warrant.governance.report.ReportData.Stretch;
import dev.warrant.governance.report.ReportData.WarrantSpan;
import dev.warrant.governance.report.Svg.Box;
import dev.warrant.governance.report.Svg.Dot;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.util.Locale;

/// Price with warrants, orders and fills, the regime under it, and the position.
final class MarketPanel {
  private static final Box PRICE = new Box(TimeFrame.LEFT, 10, TimeFrame.RIGHT, 330);
  private static final Box RIBBON = new Box(TimeFrame.LEFT, 338, TimeFrame.RIGHT, 352);
  private static final Box POSITION = new Box(TimeFrame.LEFT, 372, TimeFrame.RIGHT, 482);
  private static final double HEIGHT = 506;
  private static final int MANY = 300;
  private static final int SOME = 80;

  private final Market market;
  private final Instrument instrument;
  private final TimeFrame frame;
  private final Scale scale;
  private final double size;
  private final String clip;
  private int outside;

  MarketPanel(Market market, TimeFrame frame) {
    this.market = market;
    this.frame = frame;
    instrument = market.instrument();
    scale = priceScale();
    int marks = market.orders().items().size() + market.fills().items().size();
    size = marks > MANY ? 3 : marks > SOME ? 4 : 5.5;
    clip = "price" + instrument.index();
  }

  /// Orders and bands far from where the market was must not flatten the line.
  private Scale priceScale() {
    double least = Series.least(market.price());
    double most = Series.most(market.price());
    for (FillMark f : market.fills().items()) {
      double at = (double) f.priceE8();
      least = least == 0 ? at : Math.min(least, at);
      most = Math.max(most, at);
    }
    double reach = Math.max((most - least) * 0.3, most * 2e-5);
    double low = least;
    double high = most;
    for (OrderMark o : market.orders().items()) {
      double at = e8(o.price());
      boolean stop = o.kind() == OrderKind.STOP_MARKET;
      if (!stop && at >= least - reach && at <= most + reach) {
        low = Math.min(low, at);
        high = Math.max(high, at);
      }
    }
    return Scale.padded(low, high, 0.06, PRICE);
  }

  private double e8(long ticks) {
    return (double) ticks * instrument.tickE8();
  }

  /// Writes the panel.
  void write(Html html) {
    html.raw("<section class=\"panel\"><header><h2>").text(instrument.symbol()).raw("</h2><p>");
    html.text(facts()).raw("</p></header>");
    if (market.source() == PriceSource.NONE) {
      html.element("p", "none", "No price of this instrument reached the desk.");
    }
    if (market.source() != PriceSource.NONE || market.orders().total() > 0) {
      Svg svg =
          new Svg(
              TimeFrame.WIDTH,
              HEIGHT,
              "chart time",
              frame.attributes(),
              instrument.symbol() + ": price, orders, fills, regime and position over time");
      draw(svg);
      legend(html);
      html.raw(svg.toString());
    }
    notes(html);
    html.raw("</section>");
  }

  private String facts() {
    String held =
        market.net() == 0
            ? "flat at the end"
            : "holds " + Figures.quantity(instrument, market.net()) + " at the end";
    return market.source().words()
        + " · "
        + Figures.count(market.orders().total(), "order")
        + " · "
        + Figures.count(market.fills().total(), "fill")
        + " · "
        + Figures.count(market.warrants().total(), "warrant")
        + " · "
        + held
        + " · realised "
        + Figures.signed(market.realisedE8())
        + ", fees "
        + Figures.money(market.feesE8())
        + " USDT";
  }

  private void draw(Svg svg) {
    svg.raw("<clipPath id=\"" + clip + "\">").rect("", PRICE, "").raw("</clipPath>");
    frame.grid(svg, PRICE.y0(), POSITION.y1());
    for (long v : scale.ticks(6)) {
      svg.line("grid", new Dot(PRICE.x0(), scale.at(v)), new Dot(PRICE.x1(), scale.at(v)));
      svg.text("tick end", new Dot(PRICE.x0() - 8, scale.at(v) + 4), Figures.price(instrument, v));
    }
    svg.raw("<g clip-path=\"url(#" + clip + ")\">");
    market.warrants().items().forEach(w -> band(svg, w));
    market.orders().items().forEach(o -> rest(svg, o));
    svg.path("price", Series.line(market.price(), frame, scale, frame.toNanos()), false);
    svg.open(size < 4 ? "marks many" : "marks");
    market.orders().items().forEach(o -> order(svg, o));
    market.fills().items().forEach(f -> fill(svg, f));
    svg.close().raw("</g>");
    ribbon(svg);
    new PositionChart(market, frame, POSITION).draw(svg);
    Series.data(
        svg,
        market.source().words(),
        frame,
        market.price(),
        new Series.Unit(1, Math.min(8, Figures.decimals(instrument.tickE8()) + 1)));
    Series.data(
        svg,
        "position",
        frame,
        market.position(),
        new Series.Unit(instrument.lotE8(), Figures.decimals(instrument.lotE8())));
    svg.line("cross", new Dot(-9, PRICE.y0()), new Dot(-9, POSITION.y1()));
  }

  private void band(Svg svg, WarrantSpan w) {
    String tip =
        "warrant %d.%d: %s up to %s, price %s to %s, %s"
            .formatted(
                w.epoch(),
                w.id(),
                w.side(),
                Figures.quantity(instrument, w.capLots()),
                instrument.priceText(w.minPrice()),
                instrument.priceText(w.maxPrice()),
                w.tactic().toLowerCase(Locale.ROOT));
    Box box =
        new Box(
            frame.x(w.fromNanos()),
            Math.max(PRICE.y0() - 2, scale.at(e8(w.maxPrice()))),
            frame.x(w.toNanos()),
            Math.min(PRICE.y1() + 2, scale.at(e8(w.minPrice()))));
    svg.rect("band " + side(w.side()), box, tip);
  }

  private void rest(Svg svg, OrderMark o) {
    double y = scale.at(e8(o.price()));
    if (scale.holds(e8(o.price())) && o.endNanos() > o.nanos()) {
      String style = o.kind() == OrderKind.STOP_MARKET ? "rest stop " : "rest ";
      svg.line(
          style + side(o.side()),
          new Dot(frame.x(o.nanos()), y),
          new Dot(frame.x(o.endNanos()), y));
    }
  }

  private void order(Svg svg, OrderMark o) {
    if (!scale.holds(e8(o.price()))) {
      outside++;
      return;
    }
    if (o.kind() == OrderKind.STOP_MARKET) {
      return;
    }
    mark(svg, "order ", o.side(), o.nanos(), e8(o.price()), tip(o));
  }

  private String tip(OrderMark o) {
    String end =
        o.end() != null
            ? ", " + o.end().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            : o.endNanos() < frame.toNanos() ? ", never there" : "";
    return "%s %s %s at %s%s · %s · %s%s, %s filled"
        .formatted(
            o.side(),
            Figures.quantity(instrument, o.lots()),
            o.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            instrument.priceText(o.price()),
            o.reduceOnly() ? ", reduce only" : "",
            Figures.clock(o.nanos()),
            o.clientId(),
            end,
            Figures.quantity(instrument, o.filledLots()));
  }

  private void fill(Svg svg, FillMark f) {
    String tip =
        "FILL %s %s at %s · %s · %s, fee %s%s"
            .formatted(
                f.side(),
                Figures.quantity(instrument, f.lots()),
                Figures.price(instrument, f.priceE8()),
                Figures.clock(f.nanos()),
                f.maker() ? "maker" : "taker",
                Figures.decimal(f.feeE8(), 4),
                f.clientId().isEmpty() ? "" : " · " + f.clientId());
    mark(svg, "fill ", f.side(), f.nanos(), (double) f.priceE8(), tip);
  }

  private void mark(Svg svg, String style, Side side, long nanos, double priceE8, String tip) {
    double turned = side == Side.BUY ? size : -size;
    svg.triangle(style + side(side), new Dot(frame.x(nanos), scale.at(priceE8)), turned, tip);
  }

  private void ribbon(Svg svg) {
    svg.text("tick end", new Dot(RIBBON.x0() - 8, RIBBON.y1() - 3), "regime");
    svg.rect("empty", RIBBON, "");
    for (Stretch<Regime> s : market.regimes()) {
      String name = s.kind().name().toLowerCase(Locale.ROOT);
      String opacity = Svg.num(Math.max(3, Math.min(10, s.ppm() / 100_000.0)) * 10);
      Box box = new Box(frame.x(s.fromNanos()), RIBBON.y0(), frame.x(s.toNanos()), RIBBON.y1());
      svg.raw("<g opacity=\"" + opacity + "%\">");
      svg.rect("regime " + name, box, name + ", mean probability " + s.ppm() / 10_000 + " %");
      svg.close();
    }
  }

  private void legend(Html html) {
    html.raw("<p class=\"legend\">");
    if (market.orders().total() + market.fills().total() > 0) {
      key(html, "<path class=\"order buy\" d=\"M7 2L2 11L12 11Z\"/>", "buy order");
      key(html, "<path class=\"fill buy\" d=\"M7 2L2 11L12 11Z\"/>", "bought");
      key(html, "<path class=\"order sell\" d=\"M7 12L2 3L12 3Z\"/>", "sell order");
      key(html, "<path class=\"fill sell\" d=\"M7 12L2 3L12 3Z\"/>", "sold");
      key(html, "<line class=\"rest buy\" x1=\"0\" y1=\"7\" x2=\"14\" y2=\"7\"/>", "resting");
      key(html, "<line class=\"rest stop sell\" x1=\"0\" y1=\"7\" x2=\"14\" y2=\"7\"/>", "stop");
    }
    if (market.warrants().total() > 0) {
      key(html, "<rect class=\"band buy\" width=\"14\" height=\"14\"/>", "warrant to buy");
      key(html, "<rect class=\"band sell\" width=\"14\" height=\"14\"/>", "to sell");
    }
    for (Regime r : market.regimes().isEmpty() ? new Regime[0] : Regime.values()) {
      String name = r.name().toLowerCase(Locale.ROOT);
      key(html, "<rect class=\"regime " + name + "\" y=\"2\" width=\"14\" height=\"10\"/>", name);
    }
    html.raw("</p>");
  }

  private static void key(Html html, String shape, String words) {
    html.raw("<span><svg class=\"key\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">");
    html.raw(shape).raw("</svg>").text(words).raw("</span>");
  }

  private void notes(Html html) {
    if (market.orders().total() == 0) {
      html.element("p", "none", "No order of this instrument was admitted.");
    } else if (market.fills().total() == 0) {
      html.element("p", "none", "None of its orders was filled.");
    }
    if (market.regimes().isEmpty()) {
      html.element("p", "none", "The regime classifier stated no belief about it.");
    }
    if (outside > 0) {
      String how = market.orders().every() > 1 ? "Some orders" : Figures.count(outside, "order");
      html.element("p", "note", how + " outside the prices shown, stops mostly.");
    }
    thinned(html, "order", market.orders().every());
    thinned(html, "fill", market.fills().every());
    thinned(html, "warrant", market.warrants().every());
  }

  private static void thinned(Html html, String what, long every) {
    if (every > 1) {
      html.element("p", "note", "One " + what + " in " + every + " is drawn; figures count all.");
    }
  }

  static String side(Side side) {
    return side == Side.BUY ? "buy" : "sell";
  }
}
