package dev.warrant.reasoning.explain;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.reasoning.deliberate.TraceContent;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The canonical text of a trace node, read back: a name and its parts by component name. The names
/// of the components come from the records of the vocabulary; parts of a record nobody here knows
/// are numbered.
///
/// @param name the record's simple name; empty for a list
/// @param keys component names, as many as `parts`
/// @param parts each a `Content`, or the text of a number, word or digest, or unquoted text
record Content(String name, List<String> keys, List<Object> parts) {
  private static final TreeMap<String, List<String>> SHAPES = shapes();

  Content {
    keys = List.copyOf(keys);
    parts = List.copyOf(parts);
  }

  /// Reads canonical text; text that is none becomes a content with that one part.
  static Content read(String text) {
    try {
      Reader reader = new Reader(text);
      if (reader.value() instanceof Content content && reader.atEnd()) {
        return content;
      }
    } catch (IndexOutOfBoundsException e) {
      return new Content("", List.of("0"), List.of(text));
    }
    return new Content("", List.of("0"), List.of(text));
  }

  /// The text of a part, or empty.
  String text(String key) {
    int at = keys.indexOf(key);
    return at < 0 ? "" : String.valueOf(parts.get(at));
  }

  /// The number of a part, or 0.
  long number(String key) {
    String text = text(key);
    return text.matches("-?[0-9]{1,19}") ? Long.parseLong(text) : 0;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(name);
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? (name.isEmpty() ? "" : " ") : ", ");
      if (!name.isEmpty()) {
        out.append(keys.get(i)).append(' ');
      }
      out.append(parts.get(i));
    }
    return out.toString();
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    boolean atEnd() {
      return at == text.length();
    }

    Object value() {
      if (text.charAt(at) == '"') {
        return quoted();
      }
      int start = at;
      while (at < text.length() && ",()[]".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(start, at);
      if (at < text.length() && (text.charAt(at) == '(' || text.charAt(at) == '[')) {
        return record(word);
      }
      return word;
    }

    private Content record(String name) {
      at++;
      List<Object> parts = new ArrayList<>();
      while (text.charAt(at) != ')' && text.charAt(at) != ']') {
        parts.add(value());
        if (text.charAt(at) == ',') {
          at++;
        }
      }
      at++;
      List<String> known = SHAPES.getOrDefault(name, List.of());
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        keys.add(known.size() == parts.size() ? known.get(i) : String.valueOf(i));
      }
      return new Content(name, keys, parts);
    }

    private String quoted() {
      StringBuilder out = new StringBuilder();
      for (at++; text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        }
        out.append(text.charAt(at));
      }
      at++;
      return out.toString();
    }
  }

  private static TreeMap<String, List<String>> shapes() {
    TreeMap<String, List<String>> out = new TreeMap<>();
    List<Class<?>> types = new ArrayList<>(List.of(Fact.class.getPermittedSubclasses()));
    types.addAll(
        List.of(
            Intent.class,
            Objection.class,
            OrderRecord.class,
            Derived.Admitted.class,
            VenueEvent.OrderReport.class,
            Tactic.class,
            Warrant.class,
            TraceContent.Interval.class,
            TraceContent.Root.class,
            TraceContent.Size.class,
            TraceContent.Step.class));
    for (Class<?> type : types) {
      List<String> keys = new ArrayList<>();
      for (RecordComponent part : type.getRecordComponents()) {
        keys.add(part.getName());
      }
      out.put(type.getSimpleName(), keys);
    }
    return out;
  }
}
