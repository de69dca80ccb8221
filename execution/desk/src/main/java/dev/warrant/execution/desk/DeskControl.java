package dev.warrant.execution.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.control.ControlHandler;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.execution.safety.Certified;
import dev.warrant.execution.safety.KillPath;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Decimals;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Answers people and the watchdog without asking the sequencer anything: from the view it last
/// published, and by commands it will take in when it can. A kill does not even wait for that.
final class DeskControl implements ControlHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long MILLI = 1_000_000L;

  private final LiveDesk desk;
  private final Clock clock = Clock.system();

  DeskControl(LiveDesk desk) {
    this.desk = desk;
  }

  @Override
  public String answer(ControlRequest request) {
    return switch (request.verb()) {
      case "status" -> status("");
      case "pause" -> command(CommandKind.PAUSE, request);
      case "reduce" -> command(CommandKind.REDUCE, request);
      case "resume" -> command(CommandKind.RESUME, request);
      case "kill" -> kill(request);
      case "switch" -> answered(() -> desk.takeSuccessor(Successor.Look.LIVE));
      case "canary" -> answered(() -> desk.takeSuccessor(Successor.Look.CANARY));
      case "shadow" -> answered(() -> desk.takeSuccessor(Successor.Look.SHADOW));
      case "release" -> answered(desk::takeReleases);
      default ->
          MAPPER
              .createObjectNode()
              .put("ok", false)
              .put(
                  "error",
                  "no verb \""
                      + request.verb()
                      + "\", expected status, pause, reduce, resume, kill, switch, canary, shadow or"
                      + " release")
              .toString();
    };
  }

  private String command(CommandKind kind, ControlRequest r) {
    desk.command(new Command(kind, r.who(), r.why()));
    String said = kind + " by " + r.who() + " noted";
    return status(kind == CommandKind.RESUME ? said + resumed(desk.view()) : said);
  }

  /// What a resume alone does not do.
  private static String resumed(@Nullable DeskView v) {
    String two =
        v == null
            ? ""
            : v.breaches().stream()
                .filter(b -> b.people() == 2)
                .map(Derived.Breach::limit)
                .distinct()
                .collect(Collectors.joining(", "));
    return "; a second person must confirm within 60 s, if none has asked before"
        + (two.isEmpty()
            ? ""
            : "; " + two + " takes two signatures of risk besides: warrant rules release");
  }

  /// Something that is proved or checked on this thread; the sequencer hears of it only when all is
  /// well.
  private interface Checked {
    String said() throws IOException;
  }

  private String answered(Checked what) {
    try {
      return status(what.said());
    } catch (IOException | RuntimeException e) {
      return MAPPER
          .createObjectNode()
          .put("ok", false)
          .put("error", String.valueOf(e.getMessage()))
          .toString();
    }
  }

  private String kill(ControlRequest r) {
    KillPath.Receipt receipt = desk.killPath().kill(r.who(), r.why());
    ObjectNode o = MAPPER.createObjectNode();
    o.put("ok", true).put("first", receipt.first());
    o.put("gateMicros", receipt.gateNanos() / 1_000);
    o.put("cancelsMicros", receipt.cancelsNanos() / 1_000);
    o.put("failed", receipt.failed());
    o.put(
        "said",
        String.format(
            Locale.ROOT,
            "KILL by %s: no new order passes since %d us, cancels handed over after %d us%s",
            r.who(),
            receipt.gateNanos() / 1_000,
            receipt.cancelsNanos() / 1_000,
            receipt.first() ? "" : "; it was killed before"));
    stand(o, desk.view());
    return o.toString();
  }

  private String status(String said) {
    ObjectNode o = MAPPER.createObjectNode();
    o.put("ok", true);
    if (!said.isEmpty()) {
      o.put("said", said);
    }
    stand(o, desk.view());
    return o.toString();
  }

  private void stand(ObjectNode o, @Nullable DeskView v) {
    o.put("run", desk.folder().id()).put("epoch", desk.epoch()).put("fault", desk.fault());
    if (desk.admissions().hasCertificate()) {
      Certified c = desk.admissions().certified();
      o.put("certificate", c.certificate().hex()).put("signatures", c.says());
    }
    o.put("heartbeatAgeMillis", desk.heartbeatAgeNanos() / MILLI).put("backlog", desk.backlog());
    o.put("tickToOrderP99Micros", desk.latencies().tickToOrderNanos(99) / 1_000);
    Counters c = desk.counters();
    o.put("orders", c.orders()).put("fills", c.fills()).put("refusals", c.refusals());
    o.put("deliberations", c.deliberations());
    Counters.Beside shadow = c.shadow();
    if (shadow != null) {
      ObjectNode s = o.putObject("shadow");
      s.put("policy", shadow.policy()).put("judged", shadow.judged());
      s.put("aloneRefused", shadow.refused()).put("aloneAdmitted", shadow.admitted());
    }
    if (v == null) {
      o.put("mode", "STARTING").put("why", "no input was taken in yet");
      return;
    }
    o.put("mode", v.mode().name()).put("why", v.why()).put("seq", v.seq());
    o.put("reconciled", v.reconciled()).put("equity", Decimals.text(v.equityE8(), 2));
    o.put("unknownOrders", v.unknownOrders()).put("rejectsPer100", v.rejectsPpm() / 10_000);
    o.put("messages", v.messages()).put("unprotected", v.unprotected());
    o.put(
        "deliberationAgeMillis",
        v.publishedNanos() == Long.MIN_VALUE ? -1 : (clock.nanos() - v.publishedNanos()) / MILLI);
    o.put("feedAgeMillis", oldest(v));
    var instruments = o.putArray("instruments");
    v.lines().forEach(l -> line(instruments.addObject(), l));
    o.put("fullestLimitPercent", v.fullestPercent()).put("warnedLimits", v.warned().size());
    o.put("openBreaches", v.openBreaches()).put("unheededBreaches", v.unheeded());
    var limits = o.putArray("limits");
    v.limits().forEach(u -> use(limits.addObject(), v, u));
    var breaches = o.putArray("breaches");
    v.breaches().forEach(b -> breach(breaches.addObject(), v, b));
  }

  private static void use(ObjectNode o, DeskView v, DeskView.Use u) {
    o.put("limit", u.limit()).put("of", v.place(u.instrument()));
    o.put("usedPpm", u.usedPpm()).put("warned", u.share());
  }

  private static void breach(ObjectNode o, DeskView v, Derived.Breach b) {
    o.put("limit", b.limit()).put("of", v.place(b.instrument()));
    o.put("kind", b.active() ? "active" : "passive").put("opened", b.opened());
    o.put("open", b.open()).put("asks", b.asks().name()).put("people", b.people());
    o.put("says", b.says());
  }

  /// Age of the oldest book; -1 if no book has one.
  private static long oldest(DeskView v) {
    long micros = v.lines().stream().mapToLong(DeskView.Line::ageMicros).max().orElse(-1);
    return micros < 0 ? -1 : micros / 1_000;
  }

  private static void line(ObjectNode o, DeskView.Line l) {
    o.put("symbol", l.instrument().symbol());
    o.put("position", l.instrument().quantityText(l.net()));
    o.put("ageMicros", l.ageMicros()).put("regime", l.regime());
    o.put("bid", l.usable() ? l.instrument().priceText(l.bid()) : "");
    o.put("ask", l.usable() ? l.instrument().priceText(l.ask()) : "");
    o.put("openOrders", l.openOrders());
  }
}
