package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.reasoning.explain.Words;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The orders whose own derivation rests on a fact, or on a belief of a model.
public final class OrdersUsing {
  private static final int SHOWN = 20;

  private OrdersUsing() {}

  /// Asks a run; the trace itself if the record is of the whole journal, else what is kept beside
  /// it.
  ///
  /// @param fact number of an input, kind or name of a fact, or first digits of the digest of a
  ///   fact's node or of a model
  /// @throws IllegalArgumentException if the trace has no such fact
  public static Told of(RunRecord record, String fact) {
    FactAsked asked = new FactAsked(fact);
    Rests kept = record.whole() ? null : Rests.kept(record.run(), asked);
    Rests rests = kept == null ? Rests.walked(record.run(), asked) : kept;
    boolean model = record.stretches().stream().anyMatch(s -> asked.model(s.packs().model()));
    if (rests.facts().isEmpty() && !model) {
      throw new IllegalArgumentException(
          "no derivation of %s has a fact \"%s\", expected the number of an input, a kind such as"
                  .formatted(record.run().id(), fact)
              + " belief or pattern, a name such as market.spread, or digits of a digest"
              + "\nMaybe ./warrant why ORDER --depth long shows what is there");
    }
    return told(record, fact, rests, model ? asked : null);
  }

  /// Makes what it is answered from.
  public static void keep(RunFolder run) {
    TraceReader.open(run.trace()).keep(new FactsOfOrders());
  }

  private static Told told(RunRecord record, String fact, Rests rests, @Nullable FactAsked model) {
    var facts = rests.facts();
    var resting = rests.orders();
    ObjectNode o = new ObjectMapper().createObjectNode();
    int orders = record.orders().size();
    o.put("run", record.run().id()).put("fact", fact).put("facts", facts.size());
    o.put("orders", resting.size()).put("of", orders);
    StringBuilder out = new StringBuilder(record.run().id());
    out.append(": %d of %d orders rest on %s".formatted(resting.size(), orders, fact));
    if (model != null) {
      long under = record.orders().stream().filter(s -> model.model(s.packs().model())).count();
      o.put("underModel", under);
      out.append("; ").append(under).append(" were sent while that model was in force");
    }
    out.append("\nfound in ").append(facts.size()).append(" facts below orders");
    Words words = new Words(record.instruments());
    ArrayNode found = o.putArray("found");
    TreeSet<String> windows = new TreeSet<>();
    facts.forEach((node, stated) -> {
      String says = words.of(stated.node());
      ObjectNode one = found.addObject().put("node", node).put("says", says);
      one.put("exact", stated.says().toString());
      String window = WindowCommands.of(record.run(), says);
      if (!window.isEmpty()) {
        one.put("window", window);
        windows.add(window);
      }
    });
    facts.values().stream()
        .sorted(
            Comparator.comparingLong(Rests.Stated::input)
                .thenComparing(stated -> stated.node().id()))
        .limit(SHOWN)
        .forEach(stated -> out.append("\n  ").append(words.of(stated.node())));
    if (facts.size() > SHOWN) {
      out.append("\n  … and ").append(facts.size() - SHOWN).append(" later ones; --json has all");
    }
    if (!windows.isEmpty()) {
      out.append("\nthe window of a match: such as ").append(windows.first());
    }
    ArrayNode list = o.putArray("list");
    Columns table = new Columns("order", "what", "sent");
    for (RunRecord.Sent s : record.orders()) {
      if (resting.contains(s.id())) {
        table.row(s.id(), record.words(s.order()), Clocks.instant(s.at().nanos()));
        list.addObject()
            .put("order", s.id())
            .put("says", record.words(s.order()))
            .set("sent", s.clocks().json(s.at().nanos()));
      }
    }
    out.append("\ntimes by ").append(record.clocks().says());
    return Told.of(o, out.append(resting.isEmpty() ? "" : table));
  }
}
