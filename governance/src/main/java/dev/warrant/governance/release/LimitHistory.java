package dev.warrant.governance.release;

import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.TableSays;
import dev.warrant.rules.pack.Asks;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How each limit changed from one live version to the next, as the release log tells: when, by
/// whom, and whether it then admitted more. Judged limit by limit, by what it admits and not by its
/// text.
public final class LimitHistory {
  /// Compares what two policies admit.
  @FunctionalInterface
  public interface Compare {
    /// How `candidate` is to `base`.
    Verdict of(PolicyPack base, PolicyPack candidate);
  }

  /// A limit changed when a version went live.
  ///
  /// @param proposal its number
  /// @param people whose signatures stand under it, its author's among them if of risk
  /// @param verdict how the limit is to what it was; one that is new is tighter, one that is gone
  ///   looser
  /// @param was its text and parameters before; empty if it is new
  /// @param is the same after; empty if it is gone
  public record Change(
      long proposal,
      Instant at,
      String author,
      List<String> people,
      Verdict verdict,
      String was,
      String is) {
    public Change {
      people = List.copyOf(people);
    }

    /// Whether it then admitted something it did not before, or nobody can tell.
    public boolean loosened() {
      return !verdict.noLooser();
    }
  }

  private final House house;
  private final Compare compare;
  private final TreeMap<String, List<Change>> changes = new TreeMap<>();
  private final Map<Digest, PolicyPack> packs = new TreeMap<>();

  private LimitHistory(House house, Compare compare) {
    this.house = house;
    this.compare = compare;
  }

  /// All changes of a house, by limit, the oldest first; the first live version changes nothing.
  public static SortedMap<String, List<Change>> of(House house, Compare compare) {
    LimitHistory history = new LimitHistory(house, compare);
    history.read();
    return history.changes;
  }

  private void read() {
    Proposal live = null;
    for (var record : house.records()) {
      Statement s = record.statement();
      if (s.kind().equals("activate") && s.value("stage").equals(Stage.LIVE.text())) {
        Proposal next = house.releases().proposal(Long.parseLong(s.value("of")));
        if (live != null) {
          step(live, next, s.at());
        }
        live = next;
      }
    }
  }

  private void step(Proposal from, Proposal to, Instant at) {
    PolicyPack base = pack(from);
    PolicyPack next = pack(to);
    SortedMap<String, Limit> before = byId(base);
    SortedMap<String, Limit> after = byId(next);
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      Limit was = before.get(id);
      Limit is = after.get(id);
      if (was == null || is == null || !same(was, is) || !sameMode(base.asks(id), next.asks(id))) {
        Verdict verdict =
            was == null
                ? Verdict.TIGHTER
                : is == null ? Verdict.LOOSER : compare.of(only(base, was), only(next, is));
        changes
            .computeIfAbsent(id, k -> new ArrayList<>())
            .add(
                new Change(
                    to.number(),
                    at,
                    to.author(),
                    List.copyOf(to.people(house.roster())),
                    verdict,
                    text(was, base.asks(id)),
                    text(is, next.asks(id))));
      }
    }
  }

  private PolicyPack pack(Proposal p) {
    return packs.computeIfAbsent(
        p.terms().packs().policy(), digest -> PolicyPacks.load(house.store().pack(digest)));
  }

  private static SortedMap<String, Limit> byId(PolicyPack pack) {
    TreeMap<String, Limit> out = new TreeMap<>();
    pack.limits().forEach(l -> out.put(l.id(), l));
    return out;
  }

  private static PolicyPack only(PolicyPack pack, Limit limit) {
    return new PolicyPack(
        pack.name(),
        pack.version(),
        pack.digest(),
        pack.measures(),
        List.of(limit.at(1)),
        new TreeMap<>(Collections.singletonMap(limit.id(), pack.asks(limit.id()))));
  }

  /// Whether they say the same wherever they stand and however they are told.
  private static boolean same(Limit a, Limit b) {
    return a.binds() == b.binds()
        && a.when().equals(b.when())
        && a.require().equals(b.require())
        && a.parameters().equals(b.parameters())
        && tables(a).equals(tables(b));
  }

  private static SortedMap<String, String> tables(Limit limit) {
    SortedMap<String, String> out = new TreeMap<>();
    limit.tables().forEach((name, lookup) -> out.put(name, TableSays.text(lookup)));
    return out;
  }

  private static boolean sameMode(Asks a, Asks b) {
    return a.mode() == b.mode() && a.people() == b.people();
  }

  private static String text(@Nullable Limit limit, Asks asks) {
    if (limit == null) {
      return "";
    }
    StringBuilder out = new StringBuilder(limit.text());
    limit
        .parameters()
        .forEach((name, n) ->
            out.append(", ")
                .append(name)
                .append(" = ")
                .append(n.numerator())
                .append(n.denominator() == 1 ? "" : "/" + n.denominator()));
    tables(limit)
        .forEach((name, says) -> out.append(", ").append(name).append(" by ").append(says));
    if (asks.mode() != Mode.NORMAL) {
      out.append(", ").append(asks.mode());
      out.append(asks.people() == 1 ? " until one person" : " until two people");
    }
    return out.toString();
  }
}
