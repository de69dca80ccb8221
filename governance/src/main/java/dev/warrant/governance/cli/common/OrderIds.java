package dev.warrant.governance.cli.common;

import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The orders of a trace by client id, in the order sent.
public record OrderIds(TreeMap<String, Digest> nodes, List<String> sent) {
  private static final int SHOWN = 5;

  public static OrderIds of(TraceReader trace) {
    TreeMap<String, Digest> nodes = new TreeMap<>();
    List<String> sent = new ArrayList<>();
    trace.forEachOrder((id, node) -> {
      if (nodes.put(id, node) == null) {
        sent.add(id);
      }
    });
    return new OrderIds(nodes, sent);
  }

  public Digest node(String id) {
    return Objects.requireNonNull(nodes.get(id));
  }

  /// The one order that begins or ends so. For null the last one under a warrant, since stops and
  /// exits explain themselves; the last one of all if there is none.
  ///
  /// @throws IllegalArgumentException if there is none, or more than one
  public String find(@Nullable String asked) {
    if (sent.isEmpty()) {
      throw new IllegalArgumentException("this run sent no order\nMaybe name another with --run");
    }
    if (asked == null) {
      return sent.reversed().stream()
          .filter(id -> id.startsWith("W"))
          .findFirst()
          .orElseGet(sent::getLast);
    }
    if (nodes.containsKey(asked)) {
      return asked;
    }
    List<String> fit =
        sent.stream().filter(id -> id.startsWith(asked) || id.endsWith(asked)).toList();
    if (fit.size() == 1) {
      return fit.getFirst();
    }
    throw new IllegalArgumentException(
        fit.isEmpty()
            ? "no order \"" + asked + "\" in this run\nMaybe " + nearest(asked)
            : fit.size() + " orders begin or end with \"" + asked + "\"\nMaybe " + list(fit));
  }

  private String nearest(String asked) {
    String above = nodes.ceilingKey(asked);
    String below = nodes.floorKey(asked);
    return list(
        Stream.of(below, above, sent.getLast()).filter(Objects::nonNull).distinct().toList());
  }

  private static String list(List<String> ids) {
    return String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())));
  }
}
