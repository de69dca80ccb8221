package dev.warrant.governance.audit.mask;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.unit.Digest;
import java.lang.reflect.RecordComponent;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/// A record as JSON with chosen components replaced by commitments.
///
/// A record that has any of them loses its free texts and digests too: sentences tell values, and
/// without the digests nobody can find the rest by trying, since the hash of a leaf is not salted.
final class Fields {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// Texts that say which, and not how much.
  private static final List<String> NAMES = List.of("clientId", "limit", "name", "symbol", "kind");

  /// Texts of people and engines, which may tell any value.
  private static final List<String> SENTENCES =
      List.of("says", "why", "note", "message", "outcome", "config", "condition");

  /// Numbers that are of whatever a limit is about.
  private static final List<String> FIGURES =
      List.of(
          "value", "limit", "distance", "margin", "bound", "beyond", "usedPpm", "ours", "venue");

  private final EnumSet<Group> groups;
  private final Salts salts;
  private final long index;
  private int count;

  Fields(EnumSet<Group> groups, Salts salts, long index) {
    this.groups = groups;
    this.salts = salts;
    this.index = index;
  }

  /// Whether a record tells anything of the groups, at any depth.
  static boolean touched(Record value, EnumSet<Group> groups) {
    for (RecordComponent c : value.getClass().getRecordComponents()) {
      Object part = part(c, value);
      if (hidden(c.getName(), part, groups) || touched(part, groups)) {
        return true;
      }
    }
    return false;
  }

  private static boolean touched(Object part, EnumSet<Group> groups) {
    return switch (part) {
      case Digest _ -> false;
      case Record r -> touched(r, groups);
      case List<?> l -> l.stream().anyMatch(item -> touched(item, groups));
      default -> false;
    };
  }

  /// Whether this is a chosen value, or tells one by the way.
  private static boolean hidden(String name, Object part, EnumSet<Group> groups) {
    boolean empty = part instanceof String s && s.isEmpty();
    boolean telling =
        part instanceof String
            ? SENTENCES.contains(name)
            : part instanceof Long && FIGURES.contains(name);
    return !empty && (telling || groups.stream().anyMatch(g -> g.has(name)));
  }

  /// How many values were replaced.
  int count() {
    return count;
  }

  ObjectNode json(Record value) {
    return json("", value);
  }

  private ObjectNode json(String path, Record value) {
    ObjectNode out = MAPPER.createObjectNode();
    for (RecordComponent c : value.getClass().getRecordComponents()) {
      String name = c.getName();
      String where = path.isEmpty() ? name : path + "." + name;
      Object part = part(c, value);
      if (hidden(name, part, groups)
          || part instanceof Digest
          || part instanceof String s && !s.isEmpty() && !NAMES.contains(name)) {
        out.put(name, commit(where, part));
      } else {
        put(out, name, where, part);
      }
    }
    return out;
  }

  private void put(ObjectNode out, String name, String where, Object part) {
    switch (part) {
      case Record r -> out.set(name, json(where, r));
      case List<?> l -> {
        ArrayNode items = out.putArray(name);
        for (int i = 0; i < l.size(); i++) {
          Object item = l.get(i);
          String at = where + "." + i;
          if (item instanceof Record r && !(item instanceof Digest)) {
            items.add(json(at, r));
          } else {
            items.add(commit(at, item));
          }
        }
      }
      case Long n -> out.put(name, n);
      case Integer n -> out.put(name, n);
      case Boolean b -> out.put(name, b);
      default -> out.put(name, part.toString());
    }
  }

  private String commit(String where, Object part) {
    count++;
    return "masked:" + HexFormat.of().formatHex(salts.commit(index, where, part.toString()));
  }

  static Object part(RecordComponent c, Record of) {
    try {
      return c.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + c.getName() + " of " + of.getClass(), e);
    }
  }
}
