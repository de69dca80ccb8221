package dev.warrant.governance.audit.prov;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How orders were derived, as PROV: facts, conclusions, intents, warrants, orders and what the
/// guard saw are entities under the ids of their trace nodes; a deliberation and the guard's look
/// at an order are activities; the desk is a software agent that acted on behalf of the people
/// whose signatures stand under its packs.
public final class Derivations {
  /// Canonical text of a deliberation: epoch, cut, seq, facts, policy, strategy, model.
  private static final Pattern ROOT =
      Pattern.compile("Root\\((\\d+),(\\d+),(\\d+),(\\w+),(\\w+),(\\w+),(\\w+),.*", Pattern.DOTALL);

  private static final Pattern ORDER = Pattern.compile("OrderRecord\\(\"(\\w+)\",\\d+,(\\d+),.*");
  private static final Pattern WARRANT =
      Pattern.compile("Warrant\\(\\d+,(\\d+),.*", Pattern.DOTALL);

  private final TraceReader trace;
  private final ProvJson out = new ProvJson();
  private final TreeSet<Digest> done = new TreeSet<>();
  private final TreeMap<Digest, String> by = new TreeMap<>();
  private final TreeSet<String> again = new TreeSet<>();
  private final TreeMap<String, Long> ordered = new TreeMap<>();
  private final TreeMap<Long, Long> cuts = new TreeMap<>();
  private final TreeMap<Digest, Long> concluded = new TreeMap<>();
  private final String desk;
  private @Nullable Certificate certificate;

  private Derivations(RunFolder run) throws IOException {
    trace = TraceReader.open(run.trace());
    String id = run.id().replaceAll("[^A-Za-z0-9._-]", "_");
    out.prefix("node", "urn:warrant:node:").prefix("pack", "urn:warrant:pack:");
    out.prefix("person", "urn:warrant:person:").prefix("warrant", "urn:warrant:terms:");
    out.prefix("run", "urn:warrant:run:" + id + ":");
    desk = "run:desk";
    if (Files.isRegularFile(run.certificate())) {
      certificate = Certificate.parse(Files.readAllBytes(run.certificate()));
    }
    JournalReader.read(run.journal(), this::time);
  }

  /// The document about the orders with these trace nodes.
  public static ObjectNode of(RunFolder run, List<Digest> orders) throws IOException {
    Derivations all = new Derivations(run);
    all.out.element("agent", all.desk, "prov:SoftwareAgent").put("prov:label", "desk " + run.id());
    for (Digest order : orders) {
      all.order(order);
    }
    return all.out.root();
  }

  private void time(Entry entry) {
    switch (entry) {
      case Entry.Input i -> {
        if (i.stamped().event() instanceof DeskEvent.CutTaken c) {
          cuts.put(c.cut(), i.stamped().nanos());
        }
      }
      case Entry.Concluded c -> {
        if (c.derived() instanceof Derived.Ordered o) {
          ordered.put(o.order().clientId(), c.nanos());
        } else if (c.derived() instanceof Derived.Deliberated d) {
          concluded.put(d.root(), c.nanos());
        }
      }
    }
  }

  private void order(Digest id) {
    TraceNode node = trace.find(id);
    if (node == null || !done.add(id)) {
      return;
    }
    Matcher m = ORDER.matcher(node.content());
    String client = m.matches() ? m.group(1) : node.id().hex();
    String guard = "run:guard-" + client;
    entity(node).put("prov:label", client);
    ObjectNode activity = out.element("activity", guard, "warrant:guard");
    Long at = ordered.get(client);
    ObjectNode made =
        out.relation("wasGeneratedBy", "prov:entity", name(id), "prov:activity", guard);
    if (at != null) {
      String time = ProvJson.time(at);
      activity.put("prov:startTime", time).put("prov:endTime", time);
      made.put("prov:time", time);
    }
    out.relation("wasAttributedTo", "prov:entity", name(id), "prov:agent", desk);
    ObjectNode by = out.relation("wasAssociatedWith", "prov:activity", guard, "prov:agent", desk);
    for (Digest child : node.children()) {
      TraceNode from = trace.find(child);
      if (from != null) {
        under(node, from, guard, by, m.matches() ? Long.parseLong(m.group(2)) : 0);
      }
    }
  }

  /// One thing an order stands on, or that was seen of it.
  private void under(TraceNode order, TraceNode from, String guard, ObjectNode by, long warrant) {
    if (from.kind() == TraceNode.Kind.DELIBERATION) {
      Matcher m = ROOT.matcher(from.content());
      if (m.matches()) {
        by.put("prov:plan", pack(m.group(5), "policy"));
      }
      deliberation(from, order, guard, warrant);
    } else if (from.rule().equals("admission")) {
      entity(from);
      out.relation("wasGeneratedBy", "prov:entity", name(from.id()), "prov:activity", guard);
      derived(from.id(), order.id());
    } else {
      if (from.kind() == TraceNode.Kind.FILL) {
        fill(from);
      } else {
        entity(from);
      }
      used(guard, from.id());
      derived(order.id(), from.id());
    }
  }

  /// A fill stands on the order that was filled.
  private void fill(TraceNode fill) {
    entity(fill);
    for (Digest child : fill.children()) {
      TraceNode of = trace.find(child);
      if (of != null && of.kind() == TraceNode.Kind.ORDER) {
        order(child);
        derived(fill.id(), child);
      } else if (of != null) {
        entity(of);
        derived(fill.id(), child);
      }
    }
  }

  /// Of a deliberation only what the order's own warrant stands on.
  private void deliberation(TraceNode root, TraceNode order, String guard, long warrant) {
    String activity = "run:deliberation-" + root.id().hex();
    if (!out.has("activity", activity)) {
      ObjectNode made = out.element("activity", activity, "warrant:deliberation");
      ObjectNode by =
          out.relation("wasAssociatedWith", "prov:activity", activity, "prov:agent", desk);
      Matcher m = ROOT.matcher(root.content());
      if (m.matches()) {
        times(made, Long.parseLong(m.group(2)), root.id());
        made.put("warrant:facts", m.group(4)).put("warrant:input", m.group(3));
        by.put("prov:plan", pack(m.group(6), "strategy"));
        out.relation("used", "prov:activity", activity, "prov:entity", pack(m.group(5), "policy"));
        out.relation("used", "prov:activity", activity, "prov:entity", pack(m.group(7), "model"));
      }
    }
    for (Digest child : root.children()) {
      TraceNode node = trace.find(child);
      Matcher m = node == null ? null : WARRANT.matcher(node.content());
      if (node != null
          && node.kind() == TraceNode.Kind.WARRANT
          && m != null
          && m.matches()
          && Long.parseLong(m.group(1)) == warrant) {
        conclusion(node, activity);
        used(guard, node.id());
        derived(order.id(), node.id());
      }
    }
  }

  private void times(ObjectNode activity, long cut, Digest root) {
    Long began = cuts.get(cut);
    Long ended = concluded.get(root);
    if (began != null && ended != null && began <= ended) {
      activity.put("prov:startTime", ProvJson.time(began));
      activity.put("prov:endTime", ProvJson.time(ended));
    }
  }

  /// What a deliberation concluded, down to the facts it used.
  private void conclusion(TraceNode node, String activity) {
    if (!done.add(node.id())) {
      // Concluded once; whoever comes to the same again stands on it.
      if (!activity.equals(by.get(node.id())) && again.add(activity + name(node.id()))) {
        used(activity, node.id());
      }
      return;
    }
    by.put(node.id(), activity);
    entity(node);
    if (node.kind() == TraceNode.Kind.FACT) {
      used(activity, node.id());
      return;
    }
    out.relation("wasGeneratedBy", "prov:entity", name(node.id()), "prov:activity", activity);
    for (Digest child : node.children()) {
      TraceNode from = trace.find(child);
      if (from != null) {
        conclusion(from, activity);
        derived(node.id(), child);
      }
    }
  }

  private ObjectNode entity(TraceNode node) {
    ObjectNode made =
        out.element(
            "entity", name(node.id()), "warrant:" + node.kind().name().toLowerCase(Locale.ROOT));
    if (!node.rule().isEmpty()) {
      made.put("warrant:rule", node.rule());
    }
    return made.put("warrant:content", node.content());
  }

  /// A pack or model, with whoever signed for it.
  private String pack(String digest, String kind) {
    String id = "pack:" + digest;
    if (out.has("entity", id)) {
      return id;
    }
    out.element("entity", id, kind.equals("model") ? "warrant:model" : "prov:Plan")
        .put("prov:label", kind + " " + digest.substring(0, Math.min(12, digest.length())));
    if (certificate != null) {
      for (Grant grant : certificate.grants()) {
        Terms.Packs packs = grant.terms().packs();
        if (List.of(packs.policy().hex(), packs.strategy().hex(), packs.model().hex())
            .contains(digest)) {
          signed(id, grant.proposal(), "warrant:proposed");
          grant.approvals().forEach(a -> signed(id, a, "warrant:approved"));
        }
      }
    }
    return id;
  }

  private void signed(String pack, Signed record, String role) {
    String person = "person:" + record.statement().by();
    if (!out.has("agent", person)) {
      out.element("agent", person, "prov:Person").put("prov:label", record.statement().by());
      out.relation("actedOnBehalfOf", "prov:delegate", desk, "prov:responsible", person);
    }
    out.relation("wasAttributedTo", "prov:entity", pack, "prov:agent", person)
        .put(role, record.statement().at().toString())
        .put("warrant:statement", record.digest().hex());
  }

  private void used(String activity, Digest entity) {
    out.relation("used", "prov:activity", activity, "prov:entity", name(entity));
  }

  private void derived(Digest generated, Digest from) {
    out.relation(
        "wasDerivedFrom", "prov:generatedEntity", name(generated), "prov:usedEntity", name(from));
  }

  private static String name(Digest node) {
    return "node:" + node.hex();
  }
}
