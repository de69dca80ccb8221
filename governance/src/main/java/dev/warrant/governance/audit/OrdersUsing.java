package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.ask.Question;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.lang.Fact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The orders whose own derivation rests on a fact, or on a belief of a model: a question to the
/// deductive database, over the steps of the trace that are below orders.
public final class OrdersUsing {
  private static final Pattern ORDER = Pattern.compile("OrderRecord\\(\"[^\"]*\",\\d+,(\\d+),");
  private static final Pattern WARRANT = Pattern.compile("Warrant\\(\\d+,(\\d+),");
  private static final int SHOWN = 20;
  private static final int DIGITS_MIN = 6;

  private OrdersUsing() {}

  /// Asks a run.
  ///
  /// @param fact number of an input, kind or name of a fact, or first digits of the digest of a
  ///   fact's node or of a model
  /// @throws IllegalArgumentException if the trace has no such fact
  public static Told of(RunRecord record, String fact) {
    String hit = hit(fact);
    List<Fact> facts = ask(record, hit, "hit(P, F)");
    boolean model = record.stretches().stream().anyMatch(s -> isModel(s.packs(), fact));
    if (facts.isEmpty() && !model) {
      throw new IllegalArgumentException(
          "no derivation of %s has a fact \"%s\", expected the number of an input, a kind such as"
                  .formatted(record.run().id(), fact)
              + " belief or pattern, a name such as market.spread, or digits of a digest"
              + "\nMaybe ./warrant why ORDER --depth long shows what is there");
    }
    TreeSet<String> resting = new TreeSet<>();
    for (Fact row : ask(record, hit, "rests(O)")) {
      String name = row.values().getFirst().toString();
      resting.add(name.substring(name.lastIndexOf('/') + 1));
    }
    return told(record, fact, facts, resting, model);
  }

  private static boolean isModel(InForce.Packs packs, String digits) {
    return digits.length() >= DIGITS_MIN && packs.model().hex().startsWith(digits);
  }

  /// @param hit the rules of `hit`, over `stated`: a node, and what it says
  private static List<Fact> ask(RunRecord record, String hit, String goal) {
    String question =
        """
        stated(P, F) :- node(P, /fact), proves(P, F).
        stated(P, F) :- node(P, /derived), proves(P, F).
        %s
        uses(P) :- hit(P, _).
        uses(P) :- part(P, S), uses(S).
        rests(O) :- ordered(O, P), uses(P).
        ? %s.
        """
            .formatted(hit, goal);
    return Question.read("orders-using", question)
        .ask(record.run(), Fuel.PLENTY, null, OrdersUsing::steps)
        .rows();
  }

  /// The steps below orders; of a deliberation only its warrants, and what is below the order's
  /// own.
  private static void steps(TraceReader trace, Consumer<TraceNode> to) {
    List<Digest> orders = new ArrayList<>();
    trace.forEachOrder((_, node) -> orders.add(node));
    TreeSet<Digest> seen = new TreeSet<>();
    ArrayDeque<Digest> open = new ArrayDeque<>();
    for (Digest order : orders) {
      open.add(order);
      while (!open.isEmpty()) {
        TraceNode node = trace.find(open.remove());
        if (node != null && seen.add(node.id())) {
          to.accept(node);
          below(node, trace, to, seen, open);
        }
      }
    }
  }

  private static void below(
      TraceNode node,
      TraceReader trace,
      Consumer<TraceNode> to,
      TreeSet<Digest> seen,
      ArrayDeque<Digest> open) {
    Matcher own = ORDER.matcher(node.content());
    boolean order = node.kind() == TraceNode.Kind.ORDER && own.lookingAt();
    for (Digest id : node.children()) {
      TraceNode child = seen.contains(id) && !order ? null : trace.find(id);
      if (child != null && child.kind() == TraceNode.Kind.DELIBERATION) {
        if (seen.add(id)) {
          to.accept(child);
        }
        for (Digest of : child.children()) {
          TraceNode warrant = trace.find(of);
          Matcher m = WARRANT.matcher(warrant == null ? "" : warrant.content());
          if (order && m.lookingAt() && m.group(1).equals(own.group(1))) {
            open.add(of);
          }
        }
      } else if (child != null) {
        open.add(id);
      }
    }
  }

  /// The rules of `hit` for what was asked. The first parts of a fact are its kind, instrument,
  /// input and, for most, its name.
  private static String hit(String fact) {
    if (!fact.matches("[A-Za-z0-9_.:-]{1,100}")) {
      throw new IllegalArgumentException(
          "found \"" + fact + "\", expected letters, digits, dots, dashes and colons");
    }
    List<String> rules = new ArrayList<>();
    if (fact.matches("[0-9]{1,18}")) {
      rules.add("N = fn:list:get(F, 2), N = " + fact + ", 2 < L");
      rules.add("N = fn:list:get(F, 1), N = " + fact + ", K = fn:list:get(F, 0), K = /event");
    }
    if (fact.length() >= DIGITS_MIN && fact.matches("[0-9a-f]+")) {
      rules.add(":string:starts_with(P, \"/node/" + fact + "\")");
      rules.add(
          "6 < L, K = fn:list:get(F, 0), K = /belief, D = fn:list:get(F, 6), "
              + ":string:starts_with(D, \""
              + fact
              + "\")");
    }
    rules.add("K = fn:list:get(F, 0), K = /" + kind(fact));
    rules.add("3 < L, N = fn:list:get(F, 3), N = \"" + fact + "\"");
    StringBuilder out = new StringBuilder();
    for (String rule : rules) {
      out.append("hit(P, F) :- stated(P, F), L = fn:list:len(F), 0 < L, ")
          .append(guarded(rule))
          .append(".\n");
    }
    return out.toString();
  }

  /// A condition on the length stands before what needs it.
  private static String guarded(String rule) {
    int need = rule.contains("fn:list:get(F, 2)") ? 2 : rule.contains("fn:list:get(F, 1)") ? 1 : 0;
    return need + " < L, " + rule;
  }

  private static String kind(String fact) {
    String word = fact.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    return Character.isLetter(word.charAt(0)) ? word : "x" + word;
  }

  private static Told told(
      RunRecord record, String fact, List<Fact> facts, TreeSet<String> resting, boolean model) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    int orders = record.orders().size();
    o.put("run", record.run().id()).put("fact", fact).put("facts", facts.size());
    o.put("orders", resting.size()).put("of", orders);
    StringBuilder out = new StringBuilder(record.run().id());
    out.append(": %d of %d orders rest on %s".formatted(resting.size(), orders, fact));
    if (model) {
      long under = record.orders().stream().filter(s -> isModel(s.packs(), fact)).count();
      o.put("underModel", under);
      out.append("; ").append(under).append(" were sent while that model was in force");
    }
    out.append("\nfound in ").append(facts.size()).append(" facts below orders");
    ArrayNode found = o.putArray("found");
    for (Fact f : facts) {
      String node = f.values().getFirst().toString();
      found
          .addObject()
          .put("node", node.substring(node.lastIndexOf('/') + 1))
          .put("says", f.values().get(1).toString());
      if (found.size() <= SHOWN) {
        out.append("\n  ").append(f.values().get(1).toString());
      }
    }
    out.append(facts.size() > SHOWN ? "\n  …; --json has all of them" : "");
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
