package dev.warrant.rules.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads one YAML 1.2 document of bounded depth from parser events, so that no number is ever
/// guessed. Refused: duplicate keys, anchors, aliases, tags, a second document, keys that are not
/// scalars.
public final class YamlReader {
  private static final int DEPTH_MAX = 8;
  private static final int SCALAR_MAX = 2_000;
  private static final int NODES_MAX = 50_000;

  private final String file;
  private final Iterator<Event> events;
  private int nodes;

  private YamlReader(String file, String text) {
    this.file = file;
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(1 << 20)
            .build();
    events = new Parse(settings).parseString(text).iterator();
  }

  /// Reads `text`, which came from `file`.
  ///
  /// @throws RuleException if it is not YAML, or uses what packs must not use
  public static Yaml read(String file, String text) {
    try {
      return new YamlReader(file, text).document();
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      throw new RuleError(
              "yaml-syntax",
              at(file, mark),
              String.valueOf(e.getProblem()),
              "YAML 1.2",
              "a text with `: ` or `#` in it wants quotes, or the indentation is off.")
          .thrown();
    } catch (YamlEngineException e) {
      throw RuleError.of("yaml-syntax", Place.of(file), String.valueOf(e.getMessage()), "YAML 1.2")
          .thrown();
    }
  }

  private Yaml document() {
    events.next(); // start of the stream
    Event start = events.next();
    if (!(start instanceof DocumentStartEvent)) {
      throw RuleError.of("yaml-empty", Place.of(file), "an empty file", "one YAML document")
          .thrown();
    }
    Yaml root = node(events.next(), 1);
    events.next(); // end of the document
    Event after = events.next();
    if (after instanceof DocumentStartEvent) {
      throw RuleError.of("yaml-documents", at(after), "a second document", "one a file").thrown();
    }
    return root;
  }

  private Yaml node(Event event, int depth) {
    refuseBadNode(event, depth);
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar);
      case SequenceStartEvent list -> items(list, depth);
      case MappingStartEvent map -> table(map, depth);
      default -> throw new IllegalStateException("no YAML node starts with " + event);
    };
  }

  private void refuseBadNode(Event event, int depth) {
    if (++nodes > NODES_MAX) {
      throw RuleError.of(
              "yaml-size", at(event), "more than " + NODES_MAX + " values", "a smaller file")
          .thrown();
    }
    if (event instanceof ScalarEvent scalar && scalar.getValue().length() > SCALAR_MAX) {
      throw RuleError.of(
              "yaml-length",
              at(event),
              "a value of " + scalar.getValue().length() + " characters",
              "at most " + SCALAR_MAX)
          .thrown();
    }
    if (depth > DEPTH_MAX) {
      throw RuleError.of("yaml-depth", at(event), "nesting " + depth, "at most " + DEPTH_MAX)
          .thrown();
    }
    if (event instanceof AliasEvent
        || event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw new RuleError(
              "yaml-anchor",
              at(event),
              "an anchor or alias",
              "every value written where it is used",
              "a value starting with & or * wants quotes.")
          .thrown();
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      throw RuleError.of("yaml-tag", at(event), "the tag " + tag.get(), "no tags").thrown();
    }
  }

  private Yaml.Scalar scalar(ScalarEvent event) {
    Mark from = event.getStartMark().orElseThrow();
    Mark to = event.getEndMark().orElseThrow();
    int quote = event.isPlain() ? 0 : 1;
    int width = to.getColumn() - from.getColumn() - 2 * quote;
    String text = event.getValue();
    boolean plain =
        from.getLine() == to.getLine() && width == text.codePointCount(0, text.length());
    return new Yaml.Scalar(at(event).right(plain ? quote : 0), text, plain);
  }

  private Yaml.Items items(SequenceStartEvent start, int depth) {
    List<Yaml> items = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      items.add(node(e, depth + 1));
    }
    return new Yaml.Items(at(start), items);
  }

  private Yaml.Table table(MappingStartEvent start, int depth) {
    LinkedHashMap<String, Yaml> entries = new LinkedHashMap<>();
    Map<String, Place> keys = new TreeMap<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      if (!(node(e, depth + 1) instanceof Yaml.Scalar key)) {
        throw RuleError.of("yaml-key", at(e), "a list or mapping as key", "a text as key").thrown();
      }
      Place first = keys.putIfAbsent(key.text(), key.place());
      if (first != null) {
        throw new RuleError(
                "yaml-duplicate-key",
                key.place(),
                "the key \"" + key.text() + "\" again",
                "each key once",
                "the one in line " + first.line() + " was meant to be removed.")
            .thrown();
      }
      entries.put(key.text(), node(events.next(), depth + 1));
    }
    return new Yaml.Table(at(start), entries, keys);
  }

  private Place at(Event event) {
    return at(file, event.getStartMark().orElse(null));
  }

  private static Place at(String file, @Nullable Mark mark) {
    return mark == null
        ? Place.of(file)
        : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
