package dev.warrant.execution.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.control.ControlHandler;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.execution.safety.Certified;
import dev.warrant.execution.safety.KillPath;
import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Decimals;
import java.io.IOException;
import java.util.Locale;
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
      case "switch" -> successor(Successor.Look.LIVE);
      case "canary" -> successor(Successor.Look.CANARY);
      case "shadow" -> successor(Successor.Look.SHADOW);
      default ->
          MAPPER
              .createObjectNode()
              .put("ok", false)
              .put(
                  "error",
                  "no verb \""
                      + request.verb()
                      + "\", expected status, pause, reduce, resume, kill, switch, canary or shadow")
              .toString();
    };
  }

  private String command(CommandKind kind, ControlRequest r) {
    desk.command(new Command(kind, r.who(), r.why()));
    String said = kind + " by " + r.who() + " noted";
    return status(
        kind == CommandKind.RESUME
            ? said + "; a second person must confirm within 60 s, if none has asked before"
            : said);
  }

  /// Proves and checks on this thread; the sequencer hears of it only when all is well.
  private String successor(Successor.Look look) {
    try {
      return status(desk.takeSuccessor(look));
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
