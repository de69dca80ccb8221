package dev.warrant.governance.audit.prov;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// A PROV-JSON document under construction (W3C member submission of 24 April 2013). Entities,
/// activities and agents are there once; relations get names of their own.
final class ProvJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode root = MAPPER.createObjectNode();
  private int relations;

  ProvJson() {
    root.putObject("prefix");
  }

  ProvJson prefix(String name, String uri) {
    root.withObject("prefix").put(name, uri);
    return this;
  }

  boolean has(String kind, String id) {
    return root.path(kind).has(id);
  }

  /// An entity, activity or agent; what it is called in PROV or by us goes into its `prov:type`.
  ObjectNode element(String kind, String id, String type) {
    ObjectNode all = root.get(kind) instanceof ObjectNode there ? there : root.putObject(kind);
    if (all.get(id) instanceof ObjectNode there) {
      return there;
    }
    ObjectNode made = all.putObject(id);
    if (!type.isEmpty()) {
      made.putObject("prov:type").put("$", type).put("type", "xsd:QName");
    }
    return made;
  }

  /// A relation; pairs of a name and what it refers to.
  ObjectNode relation(String kind, String... pairs) {
    ObjectNode all = root.get(kind) instanceof ObjectNode there ? there : root.putObject(kind);
    ObjectNode made = all.putObject("_:r" + ++relations);
    for (int i = 0; i < pairs.length; i += 2) {
      made.put(pairs[i], pairs[i + 1]);
    }
    return made;
  }

  static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }

  ObjectNode root() {
    return root;
  }
}
