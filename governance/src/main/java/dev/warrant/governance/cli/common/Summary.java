package dev.warrant.governance.cli.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.safety.Certified;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Decimals;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/// What a run came to, as the one JSON object that `--json` prints and `summary.json` keeps.
///
/// @param what one line about the run
/// @param mode the mode it was in before it was asked to stop
/// @param certified under whose signatures its guards were let in
/// @param fault what was broken when it was asked to stop; empty if nothing
public record Summary(
    String run,
    String what,
    long seed,
    Counters counters,
    DeskView view,
    Mode mode,
    Latencies latencies,
    Roots roots,
    Written written,
    double seconds,
    Certified certified,
    String fault) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// What a run's journal holds, and how fast it grew.
  ///
  /// @param bytes of the whole journal
  /// @param sessionBytes written by the present process
  /// @param sessionSeconds from the first to the last input of the present process
  public record Written(long bytes, long sessionBytes, double sessionSeconds) {
    /// Bytes a day at the pace of this session.
    public long perDay() {
      return sessionSeconds > 0 ? Math.round(sessionBytes * 86_400.0 / sessionSeconds) : 0;
    }
  }

  public ObjectNode json() {
    ObjectNode o = MAPPER.createObjectNode();
    o.put("run", run).put("what", what).put("seed", seed).put("events", counters.events());
    o.put("facts", counters.facts()).put("deliberations", counters.deliberations());
    o.put("intents", counters.intents()).put("objections", counters.objections());
    o.put("warrants", counters.warrants()).put("orders", counters.orders());
    o.put("fills", counters.fills()).put("refusals", counters.refusals());
    counters.refusalsByLimit().forEach(o.putObject("refusalsByLimit")::put);
    counters.objectionsByRule().forEach(o.putObject("objectionsByRule")::put);
    Counters.Beside shadow = counters.shadow();
    if (shadow != null) {
      ObjectNode s = o.putObject("shadow");
      s.put("policy", shadow.policy()).put("judged", shadow.judged());
      s.put("aloneRefused", shadow.refused()).put("aloneAdmitted", shadow.admitted());
    }
    ObjectNode position = o.putObject("position");
    view.lines()
        .forEach(l -> position.put(l.instrument().symbol(), l.instrument().quantityText(l.net())));
    o.put("pnl", Decimals.text(view.profitE8(), 4));
    o.put("equity", Decimals.text(view.equityE8(), 4));
    o.put("fees", Decimals.text(view.feesE8(), 4));
    o.put("mode", mode.name());
    if (!fault.isEmpty()) {
      o.put("fault", fault);
    }
    o.put("certificate", certified.certificate().hex()).put("signatures", certified.says());
    o.put("traceRoot", roots.trace().hex()).put("journalRoot", roots.journal().hex());
    o.put("traceNodes", roots.traceSize());
    ObjectNode engines = o.putObject("engines");
    counters.engines().forEach((e, n) -> engines.put(e.name().toLowerCase(Locale.ROOT), n));
    percentiles(
        o.putObject("deliberationMicros"),
        latencies.deliberationMicros(50),
        latencies.deliberationMicros(99));
    percentiles(
        o.putObject("tickToOrderNanos"),
        latencies.tickToOrderNanos(50),
        latencies.tickToOrderNanos(99));
    o.put("seconds", Math.round(seconds * 10) / 10.0);
    o.put("journalBytes", written.bytes()).put("sessionBytes", written.sessionBytes());
    o.put("journalBytesPerDay", written.perDay());
    return o;
  }

  private static void percentiles(ObjectNode to, long p50, long p99) {
    to.put("p50", p50).put("p99", p99);
  }

  /// Writes `summary.json` and returns its text.
  public String save(RunFolder folder) throws IOException {
    String text = json().toString();
    Files.writeString(folder.summary(), text + "\n");
    return text;
  }

  public static ObjectNode load(RunFolder folder) throws IOException {
    if (!Files.exists(folder.summary())) {
      return MAPPER.createObjectNode();
    }
    try {
      return (ObjectNode) MAPPER.readTree(folder.summary().toFile());
    } catch (JsonProcessingException | ClassCastException e) {
      return MAPPER.createObjectNode();
    }
  }
}
