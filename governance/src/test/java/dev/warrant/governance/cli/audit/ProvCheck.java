package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a PROV-JSON document has to keep by the W3C member submission of 24 April 2013, and of the
/// constraints of PROV those that can be seen from its structure.
final class ProvCheck {
  private static final List<String> ELEMENTS = List.of("entity", "activity", "agent");

  /// What each relation must name, and of what kind it is.
  private static final Map<String, Map<String, String>> RELATIONS =
      new TreeMap<>(
          Map.of(
              "used", Map.of("prov:activity", "activity", "prov:entity", "entity"),
              "wasGeneratedBy", Map.of("prov:entity", "entity", "prov:activity", "activity"),
              "wasDerivedFrom",
                  Map.of("prov:generatedEntity", "entity", "prov:usedEntity", "entity"),
              "wasAttributedTo", Map.of("prov:entity", "entity", "prov:agent", "agent"),
              "wasAssociatedWith", Map.of("prov:activity", "activity", "prov:agent", "agent"),
              "actedOnBehalfOf", Map.of("prov:delegate", "agent", "prov:responsible", "agent")));

  private ProvCheck() {}

  static void check(JsonNode all) {
    TreeSet<String> prefixes = new TreeSet<>(List.of("prov", "xsd", "_"));
    all.path("prefix")
        .properties()
        .forEach(p -> {
          assertThat(p.getValue().asText()).contains(":");
          prefixes.add(p.getKey());
        });
    all.properties()
        .forEach(part -> {
          if (ELEMENTS.contains(part.getKey())) {
            part.getValue().properties().forEach(e -> element(e.getKey(), e.getValue(), prefixes));
          } else if (RELATIONS.containsKey(part.getKey())) {
            part.getValue()
                .properties()
                .forEach(r -> relation(all, part.getKey(), r.getKey(), r.getValue(), prefixes));
          } else {
            assertThat(part.getKey()).isEqualTo("prefix");
          }
        });
    generatedOnce(all);
    nothingStandsOnItself(all);
  }

  private static void qualified(String name, TreeSet<String> prefixes) {
    int colon = name.indexOf(':');
    assertThat(colon).as(name).isPositive();
    assertThat(prefixes).as(name).contains(name.substring(0, colon));
    assertThat(name.substring(colon + 1)).matches("[A-Za-z0-9._-]+");
  }

  private static void element(String id, JsonNode attributes, TreeSet<String> prefixes) {
    qualified(id, prefixes);
    attributes(attributes, prefixes);
    for (String time : List.of("prov:startTime", "prov:endTime")) {
      if (attributes.has(time)) {
        Instant.parse(attributes.path(time).asText());
      }
    }
    if (attributes.has("prov:endTime")) {
      assertThat(Instant.parse(attributes.path("prov:startTime").asText()))
          .isBeforeOrEqualTo(Instant.parse(attributes.path("prov:endTime").asText()));
    }
  }

  private static void attributes(JsonNode attributes, TreeSet<String> prefixes) {
    attributes
        .properties()
        .forEach(a -> {
          qualified(a.getKey(), prefixes);
          JsonNode value = a.getValue();
          assertThat(value.isNull() || value.isArray()).isFalse();
          if (value.isObject()) {
            assertThat(value.has("$")).isTrue();
            qualified(value.path("type").asText(), prefixes);
            if (value.path("type").asText().equals("xsd:QName")) {
              qualified(value.path("$").asText(), prefixes);
            }
          }
        });
  }

  private static void relation(
      JsonNode all, String kind, String id, JsonNode attributes, TreeSet<String> prefixes) {
    qualified(id, prefixes);
    attributes(attributes, prefixes);
    Objects.requireNonNull(RELATIONS.get(kind))
        .forEach((name, of) ->
            assertThat(all.path(of).has(attributes.path(name).asText()))
                .as(kind + " " + id + " names no " + of + " as " + name)
                .isTrue());
    if (attributes.has("prov:plan")) {
      assertThat(all.path("entity").has(attributes.path("prov:plan").asText())).isTrue();
    }
  }

  /// PROV-CONSTRAINTS 6.1: an entity is generated once by an activity.
  private static void generatedOnce(JsonNode all) {
    TreeSet<String> seen = new TreeSet<>();
    all.path("wasGeneratedBy")
        .forEach(g -> assertThat(seen.add(g.path("prov:entity").asText())).isTrue());
  }

  private static TreeMap<String, List<String>> derived(JsonNode all) {
    TreeMap<String, List<String>> out = new TreeMap<>();
    all.path("wasDerivedFrom")
        .forEach(d ->
            out.computeIfAbsent(d.path("prov:generatedEntity").asText(), k -> new ArrayList<>())
                .add(d.path("prov:usedEntity").asText()));
    return out;
  }

  private static void nothingStandsOnItself(JsonNode all) {
    TreeMap<String, List<String>> from = derived(all);
    TreeMap<String, Integer> left = new TreeMap<>();
    from.values().forEach(l -> l.forEach(e -> left.merge(e, 1, Integer::sum)));
    ArrayDeque<String> free = new ArrayDeque<>();
    from.keySet().stream().filter(e -> !left.containsKey(e)).forEach(free::add);
    int edges = 0;
    for (String at = free.poll(); at != null; at = free.poll()) {
      for (String next : from.getOrDefault(at, List.of())) {
        edges++;
        if (left.merge(next, -1, Integer::sum) == 0) {
          free.add(next);
        }
      }
    }
    assertThat(edges).isEqualTo(all.path("wasDerivedFrom").size());
  }

  /// What the facts say that an order stands on.
  static List<String> leaves(JsonNode all, String clientId) {
    TreeMap<String, List<String>> from = derived(all);
    ArrayDeque<String> open = new ArrayDeque<>();
    all.path("entity").properties().stream()
        .filter(e -> e.getValue().path("prov:label").asText().equals(clientId))
        .forEach(e -> open.add(e.getKey()));
    TreeSet<String> seen = new TreeSet<>();
    List<String> out = new ArrayList<>();
    for (String at = open.poll(); at != null; at = open.poll()) {
      if (seen.add(at)) {
        JsonNode node = all.path("entity").path(at);
        if (node.path("prov:type").path("$").asText().equals("warrant:fact")) {
          out.add(node.path("warrant:content").asText());
        }
        open.addAll(from.getOrDefault(at, List.of()));
      }
    }
    return out;
  }
}
