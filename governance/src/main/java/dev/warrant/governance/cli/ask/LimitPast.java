package dev.warrant.governance.cli.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.LimitHistory;
import dev.warrant.governance.release.LimitHistory.Change;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.reasoning.prove.PolicyDiff;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the release log tells of the limits of a run: when each was changed last, and who ever
/// loosened it.
final class LimitPast {
  /// Nothing is known.
  static final LimitPast NONE = new LimitPast(new TreeMap<>(), "");

  private final SortedMap<String, List<Change>> changes;
  private final String from;

  private LimitPast(SortedMap<String, List<Change>> changes, String from) {
    this.changes = changes;
    this.from = from;
  }

  /// From a release folder; without one nothing is told, and why.
  static LimitPast of(HouseOptions options) throws IOException {
    try {
      House house = options.open();
      return new LimitPast(
          LimitHistory.of(house, (a, b) -> PolicyDiff.compare(a, b).verdict()),
          "release log " + options.folder() + ", " + house.records().size() + " records");
    } catch (ReleaseException e) {
      if (options.named() || !e.code().equals("trust-missing")) {
        throw e;
      }
      return new LimitPast(new TreeMap<>(), "no release log at " + options.folder());
    }
  }

  /// Where it comes from.
  String from() {
    return from;
  }

  private List<Change> of(String limit) {
    return changes.getOrDefault(limit, List.of());
  }

  /// The last change and every loosening, in words; empty if there was none.
  String says(String limit) {
    List<Change> all = of(limit);
    if (all.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("last change ").append(words(all.getLast()));
    all.stream()
        .limit(all.size() - 1L)
        .filter(Change::loosened)
        .forEach(c -> out.append("; ").append(words(c)));
    return out.toString();
  }

  private static String words(Change c) {
    return c.verdict().name().toLowerCase(Locale.ROOT)
        + " since "
        + c.at()
        + " (proposal "
        + c.proposal()
        + " of "
        + c.author()
        + ", signed by "
        + String.join(" and ", c.people())
        + ")";
  }

  void json(ObjectNode to, String limit) {
    ArrayNode loosened = to.putArray("loosened");
    for (Change c : of(limit)) {
      ObjectNode one = c.loosened() ? loosened.addObject() : null;
      if (one != null) {
        put(one, c);
      }
    }
    if (!of(limit).isEmpty()) {
      put(to.putObject("lastChange"), of(limit).getLast());
    }
  }

  private static void put(ObjectNode to, Change c) {
    to.put("proposal", c.proposal()).put("at", c.at().toString()).put("author", c.author());
    ArrayNode people = to.putArray("people");
    c.people().forEach(people::add);
    to.put("verdict", c.verdict().name()).put("was", c.was()).put("is", c.is());
  }
}
