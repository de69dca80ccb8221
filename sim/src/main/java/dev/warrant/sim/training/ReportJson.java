package dev.warrant.sim.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.perception.model.ScoreReport;
import java.util.List;

/// A report for programs.
final class ReportJson {
  private ReportJson() {}

  static ObjectNode of(RegimeTraining.Report r) {
    ObjectNode out = new ObjectMapper().createObjectNode();
    out.put("digest", r.digest().hex());
    out.put("model", r.model());
    out.put("bytes", r.bytes());
    out.put("temperature", r.temperature());
    out.put("seeds", r.seeds());
    out.put("secondsPerSeed", r.secondsPerSeed());
    out.put("rows", r.rows());
    score(out.putObject("seen"), r.seen());
    score(out.putObject("unseen"), r.unseen());
    ArrayNode generators = out.putArray("generators");
    r.generators().forEach(s -> score(generators.addObject(), s));
    watched(out.putArray("generated"), r, r.generated());
    watched(out.putArray("recorded"), r, r.recorded());
    return out;
  }

  private static void score(ObjectNode out, Score s) {
    out.put("name", s.name());
    score(out.putObject("all"), s.all());
    score(out.putObject("settled"), s.settled());
    ArrayNode ages = out.putArray("ages");
    for (Age age : Age.values()) {
      ObjectNode part = ages.addObject().put("age", age.name());
      score(part, s.ages().get(age.ordinal()));
    }
  }

  private static void score(ObjectNode out, ScoreReport s) {
    out.put("rows", s.rows());
    out.put("accuracy", s.accuracy());
    out.put("logLoss", s.logLoss());
    out.put("calibrationError", s.calibrationError());
    ArrayNode recalls = out.putArray("recalls");
    for (ScoreReport.Recall r : s.recalls()) {
      recalls
          .addObject()
          .put("regime", r.regime().name())
          .put("rows", r.rows())
          .put("found", r.found());
    }
    ArrayNode bins = out.putArray("bins");
    for (ScoreReport.Bin b : s.bins()) {
      bins.addObject()
          .put("tenth", b.tenth())
          .put("rows", b.rows())
          .put("stated", b.stated())
          .put("hit", b.hit());
    }
  }

  private static void watched(ArrayNode out, RegimeTraining.Report r, List<Watched> all) {
    for (Watched w : all) {
      ObjectNode node = out.addObject();
      node.put("market", w.market());
      node.put("symbol", w.symbol());
      node.put("beliefs", w.beliefs());
      node.put("probability", w.probability());
      node.put("driftPpm", w.driftPpm());
      node.put("driftMostPpm", w.driftMostPpm());
      node.put("unlikeTraining", r.unlikeTraining(w));
      shares(node.putArray("regimes"), w.regimes());
      minutes(node.putArray("minutes"), w.minutes());
    }
  }

  private static void shares(ArrayNode out, List<Watched.Share> shares) {
    for (Watched.Share s : shares) {
      ObjectNode node = out.addObject();
      node.put("regime", s.regime().name());
      node.put("beliefs", s.beliefs());
      node.put("probability", s.probability());
      if (Double.isNaN(s.moveBps())) {
        node.putNull("moveBps");
      } else {
        node.put("moveBps", s.moveBps());
      }
    }
  }

  private static void minutes(ArrayNode out, List<Watched.Minute> minutes) {
    for (Watched.Minute m : minutes) {
      ObjectNode node = out.addObject();
      node.put("epochMinute", m.epochMinute());
      ArrayNode counts = node.putArray("counts");
      m.counts().forEach(counts::add);
      node.put("probability", m.probability());
      node.put("driftPpm", m.driftPpm());
    }
  }
}
