package dev.warrant.governance.audit.day;

import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The objections of a day's deliberations, from the trace: how often each rule objected to which
/// strategy and side, and in which words last.
final class Objections {
  private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";

  /// The canonical text of an `Objection`: stage, rule, instrument, side, subject …, says.
  private static final Pattern FORM =
      Pattern.compile(
          "Objection\\(([A-Z]+),"
              + QUOTED
              + ",(-?[0-9]+),([A-Z]+),"
              + QUOTED
              + ",.*,"
              + QUOTED
              + "\\)",
          Pattern.DOTALL);

  final TreeMap<Key, Count> counts = new TreeMap<>();
  long found;
  private final TreeMap<Digest, String> says = new TreeMap<>();

  /// What is counted together.
  record Key(String stage, String rule, int instrument, String side, String strategy)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key o) {
      int by = stage.compareTo(o.stage);
      by = by == 0 ? rule.compareTo(o.rule) : by;
      by = by == 0 ? Integer.compare(instrument, o.instrument) : by;
      by = by == 0 ? side.compareTo(o.side) : by;
      return by == 0 ? strategy.compareTo(o.strategy) : by;
    }
  }

  /// How often, and the last words.
  static final class Count {
    long times;
    String last = "";
  }

  private Objections() {}

  /// Of the deliberations with these roots, each taken as often as it says.
  static Objections of(Path trace, TreeMap<Digest, Long> roots) {
    Objections out = new Objections();
    TraceReader.open(trace).forEach(node -> out.take(node, roots));
    out.says.clear();
    return out;
  }

  /// Nodes stand after those they are made of.
  private void take(TraceNode node, TreeMap<Digest, Long> roots) {
    if (node.kind() == TraceNode.Kind.OBJECTION) {
      says.put(node.id(), node.content());
    } else if (node.kind() == TraceNode.Kind.DELIBERATION) {
      long times = roots.getOrDefault(node.id(), 0L);
      for (Digest child : node.children()) {
        String content = times == 0 ? null : says.get(child);
        if (content != null) {
          count(content, times);
        }
      }
    }
  }

  private void count(String content, long times) {
    Matcher m = FORM.matcher(content);
    Key key = new Key("", "of an unknown form", -1, "", "");
    String words = content;
    if (m.matches()) {
      key =
          new Key(
              m.group(1),
              plain(m.group(2)),
              Integer.parseInt(m.group(3)),
              m.group(4),
              plain(m.group(5)));
      words = plain(m.group(6));
    }
    Count count = counts.computeIfAbsent(key, _ -> new Count());
    count.times += times;
    count.last = words;
    found += times;
  }

  private static String plain(String quoted) {
    return quoted.replaceAll("\\\\(.)", "$1");
  }
}
