package dev.warrant.governance.audit.mask;

import dev.warrant.knowledge.unit.Digest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which masked records hold nothing that keeps a reader from trying values against the hash of
/// their leaf. Leaves are not salted; what cannot be tried is a digest of things the reader does
/// not see, as long as no whole record shows it. The digests of packs are known to many and count
/// for nothing.
final class Guessable {
  private static final List<String> KNOWN = List.of("policy", "strategy", "model");

  private final TreeSet<Digest> shown = new TreeSet<>();
  private final List<Masked> masked = new ArrayList<>();

  private record Masked(String kind, List<Digest> digests) {}

  /// A record that stands in the copy whole.
  void whole(Record value) {
    collect("", value, shown::add);
  }

  /// One that does not.
  void masked(String kind, Record value) {
    List<Digest> digests = new ArrayList<>();
    collect("", value, digests::add);
    masked.add(new Masked(kind, digests));
  }

  /// How many of each kind can be tried.
  Map<String, Long> open() {
    TreeMap<String, Long> out = new TreeMap<>();
    for (Masked m : masked) {
      if (shown.containsAll(m.digests)) {
        out.merge(m.kind, 1L, Long::sum);
      }
    }
    return out;
  }

  private interface Found {
    boolean add(Digest digest);
  }

  private static void collect(String name, Object part, Found found) {
    switch (part) {
      case Digest d -> {
        if (!d.equals(Digest.ZERO) && !KNOWN.contains(name)) {
          found.add(d);
        }
      }
      case Record r -> {
        for (RecordComponent c : r.getClass().getRecordComponents()) {
          collect(c.getName(), Fields.part(c, r), found);
        }
      }
      case List<?> l -> l.forEach(item -> collect(name, item, found));
      default -> {}
    }
  }
}
