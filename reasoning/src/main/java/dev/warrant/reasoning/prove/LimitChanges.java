package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.Asks;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What two policies say differently, limit by limit and range by range, in the manner of a diff:
/// `-` what only the first says, `+` what only the second says.
public final class LimitChanges {
  private LimitChanges() {}

  /// The lines, limits first, then ranges, then where it holds and what it is watched by, each
  /// sorted by name; none if they say the same.
  public static List<String> of(PolicyPack base, PolicyPack candidate) {
    List<String> out = new ArrayList<>();
    changes(limits(base), limits(candidate), out);
    changes(ranges(base), ranges(candidate), out);
    changes(others(base), others(candidate), out);
    return out;
  }

  private static void changes(
      SortedMap<String, String> before, SortedMap<String, String> now, List<String> out) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String was = before.get(name);
      String is = now.get(name);
      if (was != null && !was.equals(is)) {
        out.add("- " + was);
      }
      if (is != null && !is.equals(was)) {
        out.add("+ " + is);
      }
    }
  }

  private static SortedMap<String, String> limits(PolicyPack pack) {
    SortedMap<String, String> out = new TreeMap<>();
    for (Limit limit : pack.limits()) {
      out.put(limit.id(), Words.of(limit) + asks(pack.asks(limit.id())));
    }
    return out;
  }

  private static String asks(Asks asks) {
    StringBuilder out = new StringBuilder();
    if (!asks.warn().isEmpty()) {
      out.append("; warns at ");
      out.append(String.join(", ", asks.warn().stream().map(share -> share + " %").toList()));
    }
    if (asks.mode() != Mode.NORMAL) {
      out.append("; outside it ").append(asks.mode()).append(", released by ");
      out.append(asks.people() == 1 ? "one person" : "two people");
    }
    return out.toString();
  }

  private static SortedMap<String, String> others(PolicyPack pack) {
    SortedMap<String, String> out = new TreeMap<>();
    Scope s = pack.scope();
    out.put(
        "scope",
        "scope: venues "
            + s.venues()
            + ", instruments "
            + s.instruments()
            + ", desks "
            + s.desks());
    pack.diagnosis()
        .forEach((path, text) -> out.put(path, path + ": " + Digest.sha256(text).brief()));
    return out;
  }

  private static SortedMap<String, String> ranges(PolicyPack pack) {
    SortedMap<String, String> out = new TreeMap<>();
    for (MeasureRange range : pack.measures()) {
      String name = range.measure().text();
      out.put(name, "range of " + name + ": " + range.min() + ".." + range.max());
    }
    return out;
  }
}
