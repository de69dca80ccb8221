package dev.warrant.governance.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Decimals;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Text for people: the live screen, the status of a desk, the end of a run.
final class Screens {
  private Screens() {}

  /// One frame of the live screen, without colours if `plain`.
  static String live(DeskView v, Counters c, Latencies t, String title, boolean plain) {
    StringBuilder out = new StringBuilder(1_024);
    Formatter f = new Formatter(out, Locale.ROOT);
    f.format("%s%n", bold(title, plain));
    f.format(
        "mode %s%s   equity %s   P&L %s   drawdown %s%n",
        mode(v.mode(), plain),
        v.why().isEmpty() ? "" : " (" + v.why() + ")",
        money(v.equityE8()),
        signed(v.profitE8(), plain),
        money(Math.max(0, v.peakE8() - v.equityE8())));
    for (DeskView.Line l : v.lines()) {
      f.format(
          "  %-8s %s / %s   %-34s position %9s   open %d%n",
          l.instrument().symbol(),
          l.usable() ? l.instrument().priceText(l.bid()) : "no book",
          l.usable() ? l.instrument().priceText(l.ask()) : "-",
          l.regime(),
          l.instrument().quantityText(l.net()),
          l.openOrders());
    }
    f.format(
        "deliberations %d   intents %d   objections %d   warrants %d (%d live)%n",
        c.deliberations(), c.intents(), c.objections(), c.warrants(), v.liveWarrants());
    f.format(
        "orders %d   fills %d   refusals %d   unknown %d   events %d%n",
        c.orders(), c.fills(), c.refusals(), v.unknownOrders(), c.events());
    f.format("limits %s%n", limits(v));
    v.breaches().forEach(b -> f.format("  %s%n", breach(v, b)));
    f.format("refused by %s%n", top(c.refusalsByLimit()));
    f.format("objected by %s%n", top(c.objectionsByRule()));
    f.format(
        "deliberation p50 %.1f ms p99 %.1f ms   event to order p50 %.1f us p99 %.1f us%n",
        t.deliberationMicros(50) / 1e3,
        t.deliberationMicros(99) / 1e3,
        t.tickToOrderNanos(50) / 1e3,
        t.tickToOrderNanos(99) / 1e3);
    return out.toString();
  }

  /// What warns, or which limit is fullest.
  private static String limits(DeskView v) {
    List<DeskView.Use> warned = v.warned();
    List<DeskView.Use> told =
        warned.isEmpty() ? v.limits().stream().filter(u -> u.usedPpm() >= 0).toList() : warned;
    String words =
        told.stream()
            .sorted(Comparator.comparingLong(DeskView.Use::usedPpm).reversed())
            .limit(warned.isEmpty() ? 1 : 4)
            .map(u ->
                u.limit()
                    + " "
                    + u.usedPpm() / 10_000
                    + " %"
                    + (u.instrument() < 0 ? "" : " " + v.place(u.instrument())))
            .collect(Collectors.joining(", "));
    return warned.isEmpty()
        ? words.isEmpty() ? "not read yet" : "no warning, fullest " + words
        : warned.size() + " near: " + words;
  }

  private static String breach(DeskView v, Derived.Breach b) {
    return (b.open() ? (b.active() ? "active" : "passive") + " breach of " : "kept again: ")
        + b.limit()
        + ", "
        + v.place(b.instrument())
        + (b.people() == 0
            ? ""
            : "; "
                + b.asks()
                + " until "
                + (b.people() == 1 ? "one person resumes" : "two people sign: rules release"));
  }

  /// One line of progress, for logs.
  static String progress(DeskView v, Counters c, long second) {
    return String.format(
        Locale.ROOT,
        "%4d s  %-9s P&L %10s  orders %4d  fills %4d  objections %5d  refusals %4d",
        second,
        v.mode(),
        money(v.profitE8()),
        c.orders(),
        c.fills(),
        c.objections(),
        c.refusals());
  }

  /// The answer of a desk to `status` and the like.
  static String status(JsonNode a) {
    if (!a.path("ok").asBoolean()) {
      return "refused: " + a.path("error").asText("no reason given");
    }
    StringBuilder out = new StringBuilder();
    Formatter f = new Formatter(out, Locale.ROOT);
    f.format("mode %s%s%n", a.path("mode").asText(), why(a));
    f.format(
        "equity %s   orders %d   fills %d   unknown %d%n",
        a.path("equity").asText(),
        a.path("orders").asLong(),
        a.path("fills").asLong(),
        a.path("unknownOrders").asLong());
    a.path("instruments")
        .forEach(i ->
            f.format(
                "  %-8s position %s   book age %d us   %s%n",
                i.path("symbol").asText(),
                i.path("position").asText(),
                i.path("ageMicros").asLong(),
                i.path("regime").asText()));
    a.path("limits")
        .forEach(u -> {
          if (u.path("warned").asInt() > 0) {
            f.format(
                "  %s of %s is used to %d %%, warns at %d %%%n",
                u.path("limit").asText(),
                u.path("of").asText(),
                u.path("usedPpm").asLong() / 10_000,
                u.path("warned").asInt());
          }
        });
    a.path("breaches")
        .forEach(b ->
            f.format(
                "  %s breach of %s, %s: %s%s%n",
                b.path("kind").asText(),
                b.path("limit").asText(),
                b.path("open").asBoolean() ? "open" : "kept again",
                b.path("says").asText(),
                switch (b.path("people").asInt()) {
                  case 0 -> "";
                  case 1 -> " One person must resume.";
                  default -> " Two people of risk must sign: warrant rules release.";
                }));
    if (a.has("signatures")) {
      f.format("guards under %s%n", a.path("signatures").asText());
    }
    if (a.has("shadow")) {
      JsonNode s = a.path("shadow");
      f.format(
          "policy %s listens or listened: %d judged, alone refused %d, alone admitted %d%n",
          s.path("policy").asText().substring(0, 12),
          s.path("judged").asLong(),
          s.path("aloneRefused").asLong(),
          s.path("aloneAdmitted").asLong());
    }
    if (a.has("said")) {
      f.format("%s%n", a.path("said").asText());
    }
    return out.toString().stripTrailing();
  }

  private static String why(JsonNode a) {
    String why = a.path("why").asText("");
    return why.isEmpty() ? "" : " (" + why + ")";
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
