package dev.warrant.governance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Decimals;
import java.util.Locale;
import java.util.SortedMap;

/// Text for people: the live screen, the status of a desk, the end of a run.
final class Screens {
  private Screens() {}

  /// One frame of the live screen, without colours if `plain`.
  static String live(
      DeskView v, Counters c, Latencies t, long startE8, String title, boolean plain) {
    StringBuilder out = new StringBuilder(1_024);
    line(out, bold(title, plain));
    line(
        out,
        "mode %s%s   equity %s   P&L %s   drawdown %s",
        mode(v.mode(), plain),
        v.why().isEmpty() ? "" : " (" + v.why() + ")",
        money(v.equityE8()),
        signed(profit(v, startE8), plain),
        money(Math.max(0, v.peakE8() - v.equityE8())));
    for (DeskView.Line l : v.lines()) {
      line(
          out,
          "  %-8s %s / %s   %-34s position %9s   open %d",
          l.instrument().symbol(),
          l.usable() ? l.instrument().priceText(l.bid()) : "no book",
          l.usable() ? l.instrument().priceText(l.ask()) : "-",
          l.regime(),
          l.instrument().quantityText(l.net()),
          l.openOrders());
    }
    line(
        out,
        "deliberations %d   intents %d   objections %d   warrants %d (%d live)",
        c.deliberations(),
        c.intents(),
        c.objections(),
        c.warrants(),
        v.liveWarrants());
    line(
        out,
        "orders %d   fills %d   refusals %d   unknown %d   events %d",
        c.orders(),
        c.fills(),
        c.refusals(),
        v.unknownOrders(),
        c.events());
    line(out, "refused by %s", top(c.refusalsByLimit()));
    line(out, "objected by %s", top(c.objectionsByRule()));
    line(
        out,
        "deliberation p50 %.1f ms p99 %.1f ms   event to order p50 %.1f us p99 %.1f us",
        t.deliberationMicros(50) / 1e3,
        t.deliberationMicros(99) / 1e3,
        t.tickToOrderNanos(50) / 1e3,
        t.tickToOrderNanos(99) / 1e3);
    return out.toString();
  }

  /// One line of progress, for logs.
  static String progress(DeskView v, Counters c, long startE8, long second) {
    return String.format(
        Locale.ROOT,
        "%4d s  %-9s P&L %10s  orders %4d  fills %4d  objections %5d  refusals %4d",
        second,
        v.mode(),
        money(profit(v, startE8)),
        c.orders(),
        c.fills(),
        c.objections(),
        c.refusals());
  }

  /// Nothing is known of the money before the venue has told it.
  private static long profit(DeskView v, long startE8) {
    return v.equityE8() == 0 ? 0 : v.equityE8() - startE8;
  }

  /// The answer of a desk to `status` and the like.
  static String status(JsonNode a) {
    if (!a.path("ok").asBoolean()) {
      return "refused: " + a.path("error").asText("no reason given");
    }
    StringBuilder out = new StringBuilder();
    line(out, "mode %s%s", a.path("mode").asText(), why(a));
    line(
        out,
        "equity %s   orders %d   fills %d   unknown %d",
        a.path("equity").asText(),
        a.path("orders").asLong(),
        a.path("fills").asLong(),
        a.path("unknownOrders").asLong());
    a.path("instruments")
        .forEach(i ->
            line(
                out,
                "  %-8s position %s   book age %d us   %s",
                i.path("symbol").asText(),
                i.path("position").asText(),
                i.path("ageMicros").asLong(),
                i.path("regime").asText()));
    if (a.has("said")) {
      line(out, "%s", a.path("said").asText());
    }
    return out.toString().stripTrailing();
  }

  private static String why(JsonNode a) {
    String why = a.path("why").asText("");
    return why.isEmpty() ? "" : " (" + why + ")";
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private static String top(SortedMap<String, Long> counts) {
    String all =
        counts.entrySet().stream()
            .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
            .limit(5)
            .map(e -> e.getKey() + " " + e.getValue())
            .reduce((a, b) -> a + ", " + b)
            .orElse("nothing yet");
    return all;
  }

  private static String money(long e8) {
    return Decimals.text(e8, 2) + " USDT";
  }

  private static String signed(long e8, boolean plain) {
    String text = (e8 > 0 ? "+" : "") + money(e8);
    return plain ? text : (e8 < 0 ? "\u001b[31m" : "\u001b[32m") + text + "\u001b[0m";
  }

  private static String bold(String text, boolean plain) {
    return plain ? text : "\u001b[1m" + text + "\u001b[0m";
  }

  private static String mode(Mode mode, boolean plain) {
    String colour =
        switch (mode) {
          case NORMAL -> "\u001b[32m";
          case REDUCE, PAUSE -> "\u001b[33m";
          case EMERGENCY -> "\u001b[31m";
        };
    return plain ? mode.name() : colour + mode.name() + "\u001b[0m";
  }
}
