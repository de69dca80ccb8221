package dev.warrant.governance.audit.window;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.pattern.PatternEvent;
import dev.warrant.perception.pattern.PatternWindow;
import java.math.BigDecimal;
import java.util.List;

/// Events as patterns see them, in words: prices and quantities as the venue writes them.
final class LeafWords {
  private final List<Instrument> instruments;

  LeafWords(List<Instrument> instruments) {
    this.instruments = instruments;
  }

  /// What a window holds an event for, such as `ETHUSDT sale of 0.288 at 2598.20`.
  String of(PatternWindow.Leaf leaf) {
    return switch (leaf.event()) {
      case PatternEvent.Book b -> {
        Instrument i = instruments.get(b.instrument());
        yield "%s book %s / %s, spread %s ticks, usual %s, %d levels changed"
            .formatted(
                i.symbol(),
                i.priceText(b.bid()),
                i.priceText(b.ask()),
                hundredths(b.spreadCenti()),
                known(b.normalCenti()),
                b.changes());
      }
      case PatternEvent.Trade t -> {
        Instrument i = instruments.get(t.instrument());
        yield "%s %s of %s at %s"
            .formatted(
                i.symbol(),
                t.sell() == 1 ? "sale" : "purchase",
                i.quantityText(t.lots()),
                i.priceText(t.price()));
      }
      case PatternEvent.Pulse p -> {
        Instrument i = instruments.get(p.instrument());
        yield "%s second: book %s, mid %s, noise %s ticks, %d changes and %d trades%s"
            .formatted(
                i.symbol(),
                p.ageMicros() < 0 ? "unknown" : p.ageMicros() + " us old",
                p.midCenti() == 0 ? "unknown" : mid(i, p.midCenti()),
                known(p.noiseCenti()),
                p.changes(),
                p.trades(),
                leaf.since() < leaf.seq()
                    ? " of inputs " + leaf.since() + " to " + (leaf.seq() - 1)
                    : "");
      }
    };
  }

  /// The columns as patterns compare them: ticks, hundredths of a tick, lots, microseconds.
  static void columns(PatternEvent event, ObjectNode to) {
    switch (event) {
      case PatternEvent.Book b ->
          to.put("bid", b.bid())
              .put("ask", b.ask())
              .put("spreadCenti", b.spreadCenti())
              .put("normalCenti", b.normalCenti())
              .put("changes", b.changes());
      case PatternEvent.Trade t ->
          to.put("price", t.price()).put("lots", t.lots()).put("sell", t.sell());
      case PatternEvent.Pulse p ->
          to.put("ageMicros", p.ageMicros())
              .put("midCenti", p.midCenti())
              .put("noiseCenti", p.noiseCenti())
              .put("changes", p.changes())
              .put("trades", p.trades());
    }
  }

  /// The event's type, as patterns name it.
  static String type(PatternEvent event) {
    return switch (event) {
      case PatternEvent.Book _ -> "Book";
      case PatternEvent.Trade _ -> "Trade";
      case PatternEvent.Pulse _ -> "Pulse";
    };
  }

  private static String known(long centi) {
    return centi == 0 ? "unknown" : hundredths(centi);
  }

  private static String hundredths(long centi) {
    return plain(BigDecimal.valueOf(centi, 2));
  }

  private static String mid(Instrument i, long centi) {
    return plain(BigDecimal.valueOf(centi, 2).multiply(BigDecimal.valueOf(i.tickE8(), 8)));
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
