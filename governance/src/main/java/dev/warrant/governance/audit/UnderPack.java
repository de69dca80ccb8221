package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;

/// The orders that were admitted while a pack or model was in force.
public final class UnderPack {
  private UnderPack() {}

  /// Asks a run.
  ///
  /// @param pack version, name, or first digits of the digest
  /// @throws IllegalArgumentException if the run was under none such
  public static Told of(RunRecord record, String pack) {
    List<PackOf.Named> meant =
        new PackOf(record.run(), new RunPolicies(record.run())).find(record, pack);
    List<RunRecord.Sent> orders =
        record.orders().stream().filter(s -> meant.stream().anyMatch(n -> under(s, n))).toList();
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", record.run().id()).put("orders", orders.size());
    o.put("of", record.orders().size());
    ArrayNode packs = o.putArray("packs");
    StringBuilder out = new StringBuilder(record.run().id());
    out.append(": %d of %d orders under ".formatted(orders.size(), record.orders().size()));
    out.append(String.join(" and ", meant.stream().map(PackOf.Named::says).toList()));
    for (PackOf.Named n : meant) {
      packs
          .addObject()
          .put("kind", n.kind())
          .put("name", n.name())
          .put("version", n.version())
          .put("digest", n.digest().hex());
    }
    stretches(record, meant, o, out);
    TreeMap<String, Integer> counts = new TreeMap<>();
    ArrayNode all = o.putArray("list");
    Columns table = new Columns("order", "what", "sent", "epoch", "policy", "strategy", "model");
    for (RunRecord.Sent s : orders) {
      String what = record.symbol(s.order().instrument()) + " " + s.order().side();
      counts.merge(what, 1, Integer::sum);
      InForce.Packs p = s.packs();
      table.row(
          s.id(),
          record.words(s.order()),
          Clocks.instant(s.at().nanos()),
          p.epoch(),
          p.policy().brief(),
          p.strategy().brief(),
          p.model().brief());
      ObjectNode one = all.addObject().put("order", s.id()).put("input", s.at().seq());
      one.put("policy", p.policy().hex()).put("strategy", p.strategy().hex());
      one.put("model", p.model().hex()).set("sent", s.clocks().json(s.at().nanos()));
    }
    counts.forEach(o.putObject("counts")::put);
    out.append("\ncounts ").append(counts);
    out.append("\ntimes by ").append(record.clocks().says());
    return Told.of(o, out.append(orders.isEmpty() ? "" : table));
  }

  private static boolean under(RunRecord.Sent s, PackOf.Named n) {
    return in(s.packs(), n);
  }

  private static boolean in(InForce.Packs p, PackOf.Named n) {
    return switch (n.kind()) {
      case "policy" -> p.policy().equals(n.digest());
      case "strategy" -> p.strategy().equals(n.digest());
      default -> p.model().equals(n.digest());
    };
  }

  /// From when to when it was in force.
  private static void stretches(
      RunRecord record, List<PackOf.Named> meant, ObjectNode o, StringBuilder out) {
    ArrayNode times = o.putArray("inForce");
    List<InForce.Stretch> all = record.stretches();
    for (int i = 0; i < all.size(); i++) {
      InForce.Stretch s = all.get(i);
      if (meant.stream().anyMatch(n -> in(s.packs(), n))) {
        String until = i + 1 < all.size() ? Clocks.instant(all.get(i + 1).nanos()) : "the end";
        times
            .addObject()
            .put("input", s.seq())
            .put("from", Clocks.instant(s.nanos()))
            .put("until", until)
            .put("epoch", s.packs().epoch())
            .put("began", s.began());
        out.append("\nin force from ").append(Clocks.instant(s.nanos())).append(" (input ");
        out.append(s.seq()).append(", ").append(s.began()).append(") to ").append(until);
      }
    }
  }
}
