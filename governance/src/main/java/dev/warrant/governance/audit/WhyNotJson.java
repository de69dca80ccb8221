package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.reasoning.ask.Move;
import dev.warrant.reasoning.ask.Obstacle;
import dev.warrant.reasoning.ask.Reached;
import dev.warrant.reasoning.ask.Setting;
import dev.warrant.reasoning.ask.Step;
import java.math.RoundingMode;

/// A [WhyNotReport] as one JSON object; everything, whatever the length asked for.
public final class WhyNotJson {
  private WhyNotJson() {}

  /// The object.
  public static ObjectNode of(WhyNotReport r) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", r.run()).put("intent", r.wanted().text());
    o.put("at", r.at()).put("input", r.cut().seq());
    o.put("outcome", r.outcome().name()).put("sentence", r.sentence());
    r.rebuilt().json(o, r.explained(), r.alsoTaken());
    o.put("verdict", r.verdict());
    ArrayNode steps = o.putArray("refusals");
    r.steps().forEach(s -> step(steps.addObject(), s));
    o.put("through", r.through()).put("deliberations", r.answer().tried());
    ArrayNode unread = o.putArray("notAnalysed");
    r.answer().unread().stream().distinct().forEach(unread::add);
    Reached.issued(r.answer().last(), r.wanted())
        .ifPresent(w -> warrant(o.putObject("warrant"), w));
    ArrayNode sent = o.putArray("sent");
    r.aftermath().sent().forEach(s -> sent.add(s.order().clientId()));
    ArrayNode refused = o.putArray("orderRefusals");
    r.aftermath().refused().forEach(x -> refused(refused.addObject(), x, r));
    o.put("whatIf", r.whatIf());
    return o;
  }

  private static void refused(ObjectNode o, Aftermath.RefusedOrder x, WhyNotReport r) {
    Objection why = x.refusal().objection();
    o.put("at", WhyNotReport.instant(x.nanos())).put("input", x.seq());
    o.put("order", why.subject()).put("warrant", x.refusal().warrant());
    o.put("rule", why.rule()).put("value", why.value()).put("limit", why.limit());
    o.put("distance", why.distance()).put("says", why.says());
    r.again(x)
        .ifPresent(again -> {
          ArrayNode steps = o.putArray("refusals");
          again.steps().forEach(s -> step(steps.addObject(), s));
          o.put("through", again.through()).put("off", again.off());
        });
  }

  private static void step(ObjectNode o, Step step) {
    boolean guard = step.stage() == Stage.GUARD;
    o.put("stage", step.stage().name()).put("deliberations", guard ? 0 : step.tried());
    o.put("looks", guard ? step.tried() : 0);
    ArrayNode obstacles = o.putArray("obstacles");
    step.obstacles().forEach(x -> obstacle(obstacles.addObject(), x));
    ArrayNode open = o.putArray("open");
    step.open().forEach(l -> open.add(l.full()));
    step.move().ifPresent(m -> move(o.putObject("change"), m));
    if (step.move().isEmpty()) {
      o.put("noChange", step.without());
    }
  }

  private static void obstacle(ObjectNode o, Obstacle x) {
    o.put("stage", x.stage().name()).put("strategy", x.strategy()).put("rule", x.rule());
    o.put("version", x.version()).put("condition", x.condition()).put("place", x.place());
    o.put("value", x.value()).put("limit", x.limit()).put("distance", x.distance());
    o.put("numeric", x.numeric()).put("says", x.says());
  }

  private static void move(ObjectNode o, Move m) {
    o.put("amount", m.cost().rounded(6, RoundingMode.HALF_UP));
    ArrayNode inputs = o.putArray("inputs");
    for (Setting s : m.settings()) {
      inputs
          .addObject()
          .put("input", s.lever().full())
          .put("was", s.lever().text(s.lever().value()))
          .put("would", s.lever().text(s.to()))
          .put("units", s.lever().isSwitch() ? 0 : s.to() - s.lever().value())
          .put("switch", s.lever().isSwitch())
          .put("set", s.set());
    }
  }

  private static void warrant(ObjectNode o, Warrant w) {
    o.put("number", w.id()).put("capLots", w.capLots());
    o.put("minPrice", w.minPrice()).put("maxPrice", w.maxPrice());
    o.put("tactic", w.tactic().kind().name());
  }
}
