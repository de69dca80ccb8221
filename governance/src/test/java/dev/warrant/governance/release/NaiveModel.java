package dev.warrant.governance.release;

import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules of two people, told again without any state: everything is looked up in the list of
/// what happened, from the beginning, every time.
final class NaiveModel {
  /// Something that happened, or is tried. Fields that a kind does not use are empty.
  record Deed(String kind, String by, String key, long of, String word, @Nullable Wish wish) {}

  /// What a proposal asks for.
  record Wish(
      Change change,
      String policy,
      String strategy,
      long base,
      Verdict verdict,
      Instant until,
      long back) {}

  private final List<Deed> done = new ArrayList<>();
  private final List<Instant> when = new ArrayList<>();

  /// Takes a deed as done; its number is its place.
  void add(Deed deed, Instant at) {
    done.add(deed);
    when.add(at);
  }

  private static boolean risk(String person) {
    return List.of("alice", "bob", "carol").contains(person);
  }

  private boolean revoked(String key) {
    return done.stream().anyMatch(d -> d.kind().equals("revoke") && d.word().equals(key));
  }

  private @Nullable Wish wish(long n) {
    return n < 1 || n > done.size() ? null : done.get((int) n - 1).wish();
  }

  private List<Deed> about(long n, String kind) {
    return done.stream().filter(d -> d.kind().equals(kind) && d.of() == n).toList();
  }

  /// Number of the live proposal, 0 if none.
  long live(Instant at) {
    long standing = 0;
    long over = 0;
    for (Deed d : done) {
      Wish w = wish(d.of());
      if (d.kind().equals("activate") && d.word().equals("live") && w != null) {
        if (w.change() == Change.OVERRIDE) {
          over = d.of();
        } else {
          standing = d.of();
          over = 0;
        }
      }
    }
    Wish w = wish(over);
    return w != null && at.isBefore(w.until()) ? over : standing;
  }

  private boolean everLive(long n) {
    return about(n, "activate").stream().anyMatch(d -> d.word().equals("live"));
  }

  private boolean closed(long n, Wish w, Instant at) {
    return everLive(n) || !about(n, "withdraw").isEmpty() || !at.isBefore(w.until());
  }

  private TreeSet<String> people(long n) {
    TreeSet<String> out = new TreeSet<>();
    Deed author = done.get((int) n - 1);
    if (risk(author.by()) && !revoked(author.key())) {
      out.add(author.by());
    }
    for (Deed a : about(n, "approve")) {
      if (!revoked(a.key())) {
        out.add(a.by());
      }
    }
    return out;
  }

  private boolean single(Wish w, Instant at) {
    Wish live = wish(live(at));
    return w.change() != Change.OVERRIDE
        && (w.verdict() == Verdict.TIGHTER || w.verdict() == Verdict.EQUIVALENT)
        && live != null
        && w.base() == live(at)
        && w.strategy().equals(live.strategy())
        && !w.until().isAfter(live.until());
  }

  private boolean revokedBefore(String key, int place) {
    return done.subList(0, place).stream()
        .anyMatch(d -> d.kind().equals("revoke") && d.word().equals(key));
  }

  /// Keys that have asked for a thaw since the last freeze, as it stands at `place`; empty as well
  /// when two did and nothing is frozen.
  private List<Deed> thaws(int place) {
    List<Deed> since = new ArrayList<>();
    for (int i = 0; i < place; i++) {
      Deed d = done.get(i);
      if (d.kind().equals("freeze")) {
        since.clear();
      }
      if (d.kind().equals("thaw")) {
        int at = i;
        since.removeIf(t -> revokedBefore(t.key(), at));
        since.add(d);
        if (since.size() == 2) {
          since.clear();
        }
      }
    }
    return since;
  }

  private boolean frozen() {
    int last = -1;
    for (int i = 0; i < done.size(); i++) {
      if (done.get(i).kind().equals("freeze")) {
        last = i;
      }
    }
    for (int i = last + 1; last >= 0 && i < done.size(); i++) {
      if (done.get(i).kind().equals("thaw") && thaws(i + 1).isEmpty()) {
        return false;
      }
    }
    return last >= 0;
  }

  private boolean thawedBefore(String by) {
    return thaws(done.size()).stream()
        .anyMatch(d -> d.by().equals(by) && !revokedBefore(d.key(), done.size()));
  }

  /// Whether the rules allow a deed now.
  boolean allows(Deed d, Instant at) {
    if (revoked(d.key())) {
      return false;
    }
    return switch (d.kind()) {
      case "propose" -> proposes(d, at);
      case "approve" -> approves(d, at);
      case "activate" -> activates(d, at);
      case "withdraw" -> {
        Wish w = wish(d.of());
        boolean may =
            risk(d.by())
                || d.by().equals("olga")
                || w != null && done.get((int) d.of() - 1).by().equals(d.by());
        yield w != null && may && !everLive(d.of()) && about(d.of(), "withdraw").isEmpty();
      }
      case "revoke" -> !revoked(d.word()) && (risk(d.by()) || d.word().startsWith(d.by()));
      case "freeze" -> risk(d.by()) || d.by().equals("olga");
      case "thaw" -> risk(d.by()) && frozen() && !thawedBefore(d.by());
      default -> throw new IllegalArgumentException(d.kind());
    };
  }

  private boolean proposes(Deed d, Instant at) {
    Wish w = d.wish();
    if (w == null || !(risk(d.by()) || d.by().equals("tom")) || w.base() != live(at)) {
      return false;
    }
    Wish base = wish(w.base());
    if (w.change() == Change.OVERRIDE && (base == null || base.change() == Change.OVERRIDE)) {
      return false;
    }
    Wish back = wish(w.back());
    boolean superseded =
        back != null
            && back.change() != Change.OVERRIDE
            && everLive(w.back())
            && standing() != w.back();
    return at.isBefore(w.until())
        && (w.change() != Change.ROLLBACK
            || superseded
                && back != null
                && back.policy().equals(w.policy())
                && back.strategy().equals(w.strategy()));
  }

  /// The version under any override.
  private long standing() {
    long standing = 0;
    for (Deed d : done) {
      Wish w = wish(d.of());
      if (d.kind().equals("activate")
          && d.word().equals("live")
          && w != null
          && w.change() != Change.OVERRIDE) {
        standing = d.of();
      }
    }
    return standing;
  }

  private boolean approves(Deed d, Instant at) {
    Wish w = wish(d.of());
    return w != null
        && risk(d.by())
        && !done.get((int) d.of() - 1).by().equals(d.by())
        && !closed(d.of(), w, at)
        && about(d.of(), "activate").isEmpty()
        && !people(d.of()).contains(d.by());
  }

  private boolean activates(Deed d, Instant at) {
    Wish w = wish(d.of());
    if (w == null || closed(d.of(), w, at) || !(risk(d.by()) || d.by().equals("olga"))) {
      return false;
    }
    boolean single = single(w, at);
    boolean enough = people(d.of()).size() >= (single ? 1 : 2);
    return enough && (single || !frozen()) && w.base() == live(at) && inOrder(d, w, single);
  }

  private boolean inOrder(Deed d, Wish w, boolean single) {
    List<String> stages = List.of("shadow", "canary", "live");
    List<Deed> before = about(d.of(), "activate");
    int next = before.isEmpty() ? 0 : stages.indexOf(before.getLast().word()) + 1;
    int wanted = stages.indexOf(d.word());
    return single || w.change() != Change.RELEASE ? wanted >= next : wanted == next;
  }
}
