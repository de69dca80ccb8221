package dev.warrant.reasoning.prove;

import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What two policies say differently, limit by limit and range by range, in the manner of a diff:
/// `-` what only the first says, `+` what only the second says.
public final class LimitChanges {
  private LimitChanges() {}

  /// The lines, limits first, each sorted by name; none if they say the same.
  public static List<String> of(PolicyPack base, PolicyPack candidate) {
    List<String> out = new ArrayList<>();
    changes(limits(base), limits(candidate), out);
    changes(ranges(base), ranges(candidate), out);
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
      out.put(limit.id(), Words.of(limit));
    }
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
