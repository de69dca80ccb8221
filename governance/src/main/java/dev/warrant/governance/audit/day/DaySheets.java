package dev.warrant.governance.audit.day;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.governance.audit.day.DayAsked.LimitName;
import dev.warrant.governance.audit.day.DayFold.LimitKey;
import dev.warrant.governance.audit.day.DayFold.LimitLine;
import dev.warrant.governance.report.BreachLog;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The day's tables.
final class DaySheets {
  private final DayAsked asked;
  private final DayFold day;
  long explained;

  DaySheets(DayAsked asked, DayFold day) {
    this.asked = asked;
    this.day = day;
  }

  Sheet orders() {
    List<List<String>> rows = new ArrayList<>();
    for (OrderLine o : day.orders.values()) {
      String why = asked.policy().why(o.policy, o.record.clientId());
      explained += why.isEmpty() ? 0 : 1;
      rows.add(
          List.of(
              Amounts.time(o.nanos),
              Long.toString(o.seq),
              o.record.clientId(),
              o.instrument.symbol(),
              o.record.side().name(),
              o.record.kind().name(),
              o.instrument.priceText(o.record.price()),
              o.instrument.quantityText(o.record.lots()),
              o.record.reduceOnly() ? "yes" : "no",
              o.fate,
              Amounts.of(o.filledE8),
              o.average(),
              Amounts.of(o.feesE8),
              o.record.warrant() == 0 ? "exit" : o.record.epoch() + "/" + o.record.warrant(),
              closest(o),
              o.policy.hex(),
              why.isEmpty() ? "nothing recorded" : why));
    }
    return new Sheet(
        "orders",
        "Orders, and why",
        "Every order that was admitted this day, with the sentence deduced from its trace, its closest"
            + " limit, and what came of it by the end of the day.",
        Sheet.columns(
            "time:time",
            "record:number",
            "order",
            "instrument",
            "side",
            "type",
            "price:number",
            "quantity:number",
            "reduce only",
            "came to",
            "filled:number",
            "average price:number",
            "fee USDT:number",
            "warrant",
            "closest limit",
            "policy:digest",
            "why:sentence"),
        rows);
  }

  private String closest(OrderLine o) {
    if (o.admitted == null) {
      return "nothing recorded";
    }
    int limit = o.admitted.bindingLimit();
    return limit < 0 ? "none" : asked.policy().spare(o.policy, exit(o), limit, o.admitted.margin());
  }

  private static boolean exit(OrderLine o) {
    return !o.record.clientId().startsWith("W");
  }

  Sheet fills() {
    List<List<String>> rows = new ArrayList<>();
    for (DayFold.FillLine f : day.fills) {
      rows.add(
          List.of(
              Amounts.time(f.nanos()),
              Amounts.time(f.venueMs() * 1_000_000L),
              Long.toString(f.seq()),
              f.client(),
              f.instrument().symbol(),
              f.side(),
              Long.toString(f.tradeId()),
              Amounts.of(f.priceE8()),
              Amounts.of(f.quantityE8()),
              Amounts.of(Amounts.times(f.priceE8(), f.quantityE8())),
              Amounts.of(f.feeE8()),
              f.maker() ? "maker" : "taker"));
    }
    return new Sheet(
        "fills",
        "Fills",
        "Every fill the venue reported this day; once each, also if it was told twice.",
        Sheet.columns(
            "time:time",
            "venue's time:time",
            "record:number",
            "order",
            "instrument",
            "side",
            "trade:number",
            "price:number",
            "quantity:number",
            "value USDT:number",
            "fee USDT:number",
            "as"),
        rows);
  }

  Sheet objections(Objections all) {
    List<List<String>> rows = new ArrayList<>();
    all.counts.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -e.getValue().times))
        .forEach(e ->
            rows.add(
                List.of(
                    e.getKey().stage(),
                    e.getKey().rule(),
                    day.symbol(e.getKey().instrument()),
                    e.getKey().side(),
                    e.getKey().strategy(),
                    Long.toString(e.getValue().times),
                    e.getValue().last)));
    String missing =
        all.found == day.objections
            ? ""
            : " The journal counts "
                + day.objections
                + "; the trace shows "
                + all.found
                + ", the rest is not in it.";
    return new Sheet(
        "objections",
        "Objections to intents",
        "What deliberation found against trading, counted by rule; every single one is in the trace."
            + missing,
        Sheet.columns(
            "stage",
            "rule",
            "instrument",
            "side",
            "strategy",
            "times:number",
            "last words:sentence"),
        rows);
  }

  Sheet refusals() {
    List<List<String>> rows = new ArrayList<>();
    for (DayFold.RefusalLine r : day.refusals) {
      var o = r.refusal().objection();
      rows.add(
          List.of(
              Amounts.time(r.nanos()),
              Long.toString(r.seq()),
              o.subject(),
              day.symbol(o.instrument()),
              o.side().name(),
              o.stage().name(),
              o.rule(),
              Long.toString(o.value()),
              Long.toString(o.limit()),
              Long.toString(o.distance()),
              o.says()));
    }
    return new Sheet(
        "refusals",
        "Refusals of orders",
        "Orders the guard did not admit. One that repeats is told once a second.",
        Sheet.columns(
            "time:time",
            "record:number",
            "order",
            "instrument",
            "side",
            "stage",
            "limit",
            "value:number",
            "bound:number",
            "beyond:number",
            "says:sentence"),
        rows);
  }

  Sheet limits() {
    TreeMap<String, LimitName> names = new TreeMap<>();
    for (Digest policy : day.policies) {
      asked.policy().limits(policy).forEach(l -> names.put(l.id(), l));
    }
    TreeMap<LimitKey, LimitLine> all = new TreeMap<>(day.limits);
    names.keySet().stream()
        .filter(id -> day.limits.keySet().stream().noneMatch(k -> k.limit().equals(id)))
        .forEach(id -> all.put(new LimitKey(id, -1), new LimitLine()));
    TreeMap<LimitKey, Integer> closest = closest();
    closest.keySet().forEach(k -> all.putIfAbsent(k, new LimitLine()));
    List<List<String>> rows = new ArrayList<>();
    all.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -e.getValue().mostPpm))
        .forEach(e -> {
          LimitLine line = e.getValue();
          LimitName name = names.get(e.getKey().limit());
          boolean read = line.mostPpm >= 0;
          rows.add(
              List.of(
                  e.getKey().limit(),
                  day.symbol(e.getKey().instrument()),
                  name == null ? "" : name.layer(),
                  name == null ? "" : name.owner(),
                  name == null ? "" : String.join(" ", name.rulebook()),
                  read ? Amounts.percent(line.mostPpm) : "",
                  read ? Amounts.time(line.mostNanos) : "",
                  Integer.toString(line.warnings),
                  Integer.toString(line.refusals),
                  Integer.toString(closest.getOrDefault(e.getKey(), 0)),
                  name == null ? "" : name.text()));
        });
    return new Sheet(
        "limits",
        "Limits and how much of each was used",
        "Of every limit in force this day. Those that need an order to be read have no use of their"
            + " own; there the orders tell, of which each is counted at its closest limit.",
        Sheet.columns(
            "limit",
            "of",
            "layer",
            "owner",
            "rulebook",
            "used at most %:number",
            "when:time",
            "warnings:number",
            "refusals:number",
            "orders it was closest to:number",
            "as written:sentence"),
        rows);
  }

  private TreeMap<LimitKey, Integer> closest() {
    TreeMap<LimitKey, Integer> out = new TreeMap<>();
    for (OrderLine o : day.orders.values()) {
      int at = o.admitted == null ? -1 : o.admitted.bindingLimit();
      String id = at < 0 ? "" : asked.policy().limit(o.policy, exit(o), at);
      if (!id.isEmpty()) {
        out.merge(new LimitKey(id, o.record.instrument()), 1, Integer::sum);
      }
    }
    return out;
  }

  Sheet breaches() {
    List<List<String>> rows = new ArrayList<>();
    for (BreachLog.Told t : day.breaches) {
      var b = t.breach();
      rows.add(
          List.of(
              Amounts.time(b.openedNanos()),
              Long.toString(b.opened()),
              b.limit(),
              day.symbol(b.instrument()),
              b.active() ? "active" : "passive",
              Amounts.time(b.peak().nanos()),
              t.clearedNanos() == BreachLog.NEVER ? "open" : Amounts.time(t.clearedNanos()),
              t.done(),
              t.releasedNanos() == BreachLog.NEVER
                  ? ""
                  : Amounts.time(t.releasedNanos()) + " " + t.released(),
              b.says()));
    }
    return new Sheet(
        "breaches",
        "Breaches",
        "When the desk stood outside a limit without any order: by a fill or order of its own"
            + " (active), or because the world moved (passive).",
        Sheet.columns(
            "since:time",
            "record:number",
            "limit",
            "of",
            "kind",
            "worst:time",
            "until",
            "what was done",
            "released",
            "says:sentence"),
        rows);
  }

  Sheet acts() {
    List<List<String>> rows = new ArrayList<>();
    for (DayFold.Act a : day.acts) {
      rows.add(
          List.of(Amounts.time(a.nanos()), Long.toString(a.seq()), a.kind(), a.who(), a.what()));
    }
    return new Sheet(
        "acts",
        "Modes, overrides, releases and resumes",
        "What people, the watchdog and the desk decided about how it runs. Who resumed or paused is a"
            + " name given at the control socket; releases and switches stand under signatures.",
        Sheet.columns("time:time", "record:number", "what", "who", "why:sentence"),
        rows);
  }

  static Sheet approvals(Approvals all) {
    return new Sheet(
        "approvals",
        "Rule packs: who approved what",
        all.source,
        Sheet.columns(
            "time",
            "where",
            "number:number",
            "statement",
            "by",
            "about:sentence",
            "policy:digest",
            "strategy:digest",
            "page seen:digest",
            "page kept as",
            "record:digest"),
        all.rows);
  }

  Sheet differences() {
    List<List<String>> rows = new ArrayList<>();
    JsonNode found = asked.reconciled();
    if (found != null) {
      for (JsonNode d : found.path("differences")) {
        rows.add(
            List.of(
                Amounts.time(d.path("ms").asLong() * 1_000_000L),
                d.path("about").asText(),
                d.path("symbol").asText(),
                d.path("id").asText(),
                d.path("kind").asText(),
                d.path("ours").asText(),
                d.path("venue").asText(),
                d.path("says").asText()));
      }
    }
    return new Sheet(
        "differences",
        "Reconciliation with the venue",
        found == null
            ? "This day is NOT RECONCILED: nobody held it against the venue's list."
            : found.path("says").asText()
                + " "
                + found.path("population").asText()
                + " "
                + asked.signed(),
        Sheet.columns(
            "time:time", "of", "instrument", "id", "what", "ours", "venue's", "says:sentence"),
        rows);
  }
}
