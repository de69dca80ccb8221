package dev.warrant.knowledge.verify.orders;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Is shown every record of a journal in order and says of each order whether it was inside the
/// limits in force. Measures are computed from the records where that can be done without our
/// engines, and held against what the guard is recorded to have seen; every limit is computed from
/// its polynomials, and its closest margin held against the recorded one.
public final class OrderCheck {
  private static final int RECORD = 64;
  private static final int INPUT = 1;
  private static final int DERIVED = 2;
  private static final int STARTED = 1;

  /// What is wrong with an order, or with what stands about it.
  ///
  /// @param index the record, as a leaf of the log
  /// @param order its client id; empty if it is about no order
  /// @param limit the limit concerned; empty if it is about none
  /// @param recorded what stands in the journal
  /// @param recomputed what follows from it
  public record Wrong(
      long index, String order, String limit, String recorded, String recomputed, String what) {}

  /// What is said of one limit.
  ///
  /// @param bound orders it bound
  /// @param recomputed those of them for which every measure it reads was computed
  /// @param taken measures that were taken as recorded, in order
  public record Told(String guard, String limit, long bound, long recomputed, List<String> taken) {
    public Told {
      taken = List.copyOf(taken);
    }
  }

  /// What is said of all orders.
  ///
  /// @param orders orders there are
  /// @param checked those whose limits were computed
  /// @param unstated those under no stated limits
  /// @param unseen those of which it is not recorded what the guard saw
  /// @param refusals refusals of a guard of which it is recorded what it saw
  /// @param statements digests of the statements of limits, each with guard and policy
  public record Report(
      long orders,
      long checked,
      long unstated,
      long unseen,
      long refusals,
      List<String> statements,
      List<Told> limits,
      List<Wrong> wrong) {
    public Report {
      statements = List.copyOf(statements);
      limits = List.copyOf(limits);
      wrong = List.copyOf(wrong);
    }
  }

  private static final class Tally {
    private long bound;
    private long recomputed;
    private final TreeSet<String> taken = new TreeSet<>();
  }

  /// An order whose record was read, and not yet what the guard saw.
  private record Pending(
      Recomputed found,
      @Nullable StatedGuard guard,
      long index,
      int binding,
      long margin,
      String digest) {
    Pending with(int limit, long inside, String of) {
      return new Pending(found, guard, index, limit, inside, of);
    }
  }

  /// A refusal whose record was read, and not yet what the guard saw.
  private record Refused(String order, String limit) {}

  private static final int GUARD_STAGE = 4;
  private static final int WRONG_MAX = 100;

  private final List<String> trusted;
  private final Desk desk = new Desk();
  private final List<String> policies = new ArrayList<>();
  private final TreeMap<String, StatedGuard> guards = new TreeMap<>();

  /// Digests of statements of one life, by guard and policy: a policy has one for each.
  private final TreeMap<String, String> stated = new TreeMap<>();

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> statements = new LinkedHashMap<>();
  private final List<Wrong> wrong = new ArrayList<>();
  private @Nullable Pending pending;
  private @Nullable Refused refused;
  private long orders;
  private long checked;
  private long unstated;
  private long unseen;
  private long refusals;

  /// @param trusted digests of statements of limits that may be in force; any if there are none
  public OrderCheck(List<String> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /// Takes in a record that begins at `at` and has `length` bytes.
  ///
  /// @param index its place in the log
  public void record(byte[] b, int at, int length, long index) {
    int which = b[at + 42];
    int kind = b[at + 43] & 0xff;
    ByteBuffer in = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    Payload p = new Payload(b, at + RECORD, at + length);
    try {
      if (which == INPUT) {
        refused = null;
        settle(index, kind == STARTED);
        if (kind == STARTED) {
          guards.clear();
          stated.clear();
        }
        desk.input(in.getLong(at + 48), in.getLong(at + 56), kind, p, policies);
      } else if (which == DERIVED) {
        derived(in, at, kind, p, index);
      }
    } catch (RuntimeException e) {
      // Whatever a forger writes is a finding, and never the end of the verifier.
      add(new Wrong(index, "", "", "kind " + kind, "", "cannot be read: " + e.getMessage()));
    }
  }

  /// The fills of all records so far.
  public Fills fills() {
    return desk.fills;
  }

  private void derived(ByteBuffer in, int at, int kind, Payload p, long index) {
    int ordinal = in.getInt(at + 44);
    long seq = in.getLong(at + 48);
    long nanos = in.getLong(at + 56);
    switch (kind) {
      case 69 -> ordered(Order.read(p), seq, ordinal, nanos, index);
      case 71 -> refused(p);
      case 79 -> admitted(p, index);
      case 83 -> stated(StatedGuard.read(p), index);
      case 84 -> seen(p, index);
      default -> {
        String off = desk.derived(seq, ordinal, nanos, kind, p);
        if (!off.isEmpty()) {
          add(new Wrong(index, "", "", "", "", "the desk's books do not follow: " + off));
        }
      }
    }
  }

  private void stated(StatedGuard guard, long index) {
    statements.put(
        guard.digest(), guard.guard() + " " + guard.digest() + " of policy " + guard.policy());
    if (!policies.contains(guard.policy())) {
      add(
          new Wrong(
              index,
              "",
              "",
              guard.policy(),
              String.join(" or ", policies),
              "limits of a policy that no start and no switch names"));
    }
    if (!trusted.isEmpty() && !trusted.contains(guard.digest())) {
      add(
          new Wrong(
              index,
              "",
              "",
              guard.digest(),
              String.join(" or ", trusted),
              "other limits in force, for the " + guard.guard() + " guard, than those given"));
    }
    String before = stated.putIfAbsent(guard.guard() + " " + guard.policy(), guard.digest());
    if (before != null && !before.equals(guard.digest())) {
      add(
          new Wrong(
              index,
              "",
              "",
              guard.digest(),
              before,
              "other limits for the " + guard.guard() + " guard than this policy had before"));
    }
    guards.put(guard.guard(), guard);
  }

  private void refused(Payload p) {
    boolean guards = p.u8() == GUARD_STAGE;
    String limit = p.text();
    p.number();
    p.u8();
    refused = guards ? new Refused(p.text(), limit) : null;
  }

  /// The limit that is said to have refused is the first that refuses what the guard saw.
  private void refused(Refused now, Payload p, long index) {
    refused = null;
    StatedGuard guard = guards.get(now.order().startsWith("W") ? "entry" : "exit");
    if (guard == null) {
      return;
    }
    refusals++;
    Seen told = Seen.of(guard, p.list(Payload::signed), p.list(Payload::signed));
    String first = "";
    for (StatedLimit limit : guard.limits()) {
      first = first.isEmpty() && !limit.refuses(told).isEmpty() ? limit.id() : first;
    }
    if (!first.equals(now.limit())) {
      add(
          new Wrong(
              index,
              now.order(),
              now.limit(),
              "refused by " + now.limit(),
              first.isEmpty() ? "refused by none" : "refused by " + first,
              "the limit that refused is not the first that refuses what the guard saw"));
    }
  }

  private void ordered(Order order, long seq, int ordinal, long nanos, long index) {
    refused = null;
    settle(index, false);
    orders++;
    String without = desk.unwarranted(order);
    if (!without.isEmpty()) {
      add(new Wrong(index, order.id(), "", "", "", "an order without a warrant: " + without));
    }
    StatedGuard guard = guards.get(order.underWarrant() ? "entry" : "exit");
    pending = new Pending(Recomputed.of(order, desk, nanos), guard, index, -1, 0, "");
    desk.ordered(order, seq, ordinal, nanos);
  }

  private void admitted(Payload p, long index) {
    String id = p.text();
    Pending now = pending;
    if (now == null || !now.found().order().id().equals(id)) {
      add(new Wrong(index, id, "", "", "", "an admission without its order before it"));
      return;
    }
    pending = now.with(p.number(), p.signed(), p.digest());
  }

  /// Counts an order of which nothing more is to come. What the guard saw may only be missing where
  /// the desk died.
  private void settle(long index, boolean died) {
    Pending now = pending;
    pending = null;
    if (now != null && now.guard() == null) {
      unstated++;
      unstated(now);
    } else if (now != null) {
      unseen++;
      if (!died) {
        String id = now.found().order().id();
        add(new Wrong(index, id, "", "nothing", "", "it is not recorded what the guard saw"));
      }
    }
  }

  /// Whoever says which limits may be in force is not content with an order under none.
  private void unstated(Pending now) {
    if (!trusted.isEmpty() && wrong.size() < WRONG_MAX) {
      String which = String.join(" or ", trusted);
      wrong.add(wrong(now, "", "none", which, "no limits are on record that were in force for it"));
    }
  }

  private void seen(Payload p, long index) {
    String id = p.text();
    Refused before = refused;
    if (before != null && before.order().equals(id)) {
      refused(before, p, index);
      return;
    }
    Pending now = pending;
    if (now == null || !now.found().order().id().equals(id)) {
      add(new Wrong(index, id, "", "", "", "measures without their order before them"));
      return;
    }
    StatedGuard guard = now.guard();
    if (guard == null) {
      return;
    }
    pending = null;
    checked++;
    Seen told = Seen.of(guard, p.list(Payload::signed), p.list(Payload::signed));
    String digest = told.digest();
    if (!digest.equals(now.digest())) {
      add(
          new Wrong(
              index,
              id,
              "",
              now.digest(),
              digest,
              "the measures recorded are not those the admission names"));
    }
    judge(now, guard, told);
  }

  private void judge(Pending now, StatedGuard guard, Seen told) {
    Seen found = told.copy();
    List<Wrong> off = new ArrayList<>();
    List<Wrong> broken = new ArrayList<>();
    for (int i = 0; i < guard.reads().size(); i++) {
      String measure = guard.reads().get(i).measure();
      Recomputed r = now.found();
      if (r.has(measure) && !r.agrees(measure, told.present(i), told.values()[i])) {
        off.add(differs(now, guard, told, i));
        found.set(i, r.value(measure));
      }
    }
    for (StatedLimit limit : guard.limits()) {
      tally(now.found(), guard, limit, found);
      String refuses = limit.refuses(found);
      if (!refuses.isEmpty()) {
        broken.add(
            wrong(
                now,
                limit.id(),
                "margin " + limit.margin(told.values()),
                "margin " + limit.margin(found.values()),
                "was admitted, and limit " + limit.id() + " refuses it: " + refuses));
      }
    }
    if (off.isEmpty()) {
      off.addAll(closest(now, guard, found));
    }
    broken.forEach(this::add);
    off.forEach(this::add);
  }

  private Wrong differs(Pending now, StatedGuard guard, Seen told, int at) {
    String measure = guard.reads().get(at).measure();
    String limit = "";
    for (StatedLimit one : guard.limits()) {
      limit = limit.isEmpty() && one.reads().contains(at) ? one.id() : limit;
    }
    OptionalLong value = now.found().value(measure);
    return wrong(
        now,
        limit,
        told.present(at) ? Long.toString(told.values()[at]) : "absent",
        value.isPresent() ? Long.toString(value.getAsLong()) : "absent",
        measure + " is not what follows from the records");
  }

  private static List<Wrong> closest(Pending now, StatedGuard guard, Seen found) {
    Closest closest = Closest.of(guard, found);
    if (closest.index() == now.binding()
        && closest.margin().equals(BigInteger.valueOf(now.margin()))) {
      return List.of();
    }
    return List.of(
        wrong(
            now,
            closest.limit(),
            "limit " + (now.binding() + 1) + " with margin " + now.margin(),
            "limit " + (closest.index() + 1) + " with margin " + closest.margin(),
            "the closest limit is not the recorded one, or not by that margin"));
  }

  private void tally(Recomputed r, StatedGuard guard, StatedLimit limit, Seen found) {
    Tally tally = tallies.computeIfAbsent(guard.guard() + " " + limit.id(), _ -> new Tally());
    if (!limit.binds(found)) {
      return;
    }
    tally.bound++;
    boolean all = true;
    for (int at : limit.reads()) {
      String measure = guard.reads().get(at).measure();
      if (!r.has(measure)) {
        all = false;
        tally.taken.add(measure);
      }
    }
    tally.recomputed += all ? 1 : 0;
  }

  private static Wrong wrong(
      Pending now, String limit, String recorded, String recomputed, String what) {
    return new Wrong(now.index(), now.found().order().id(), limit, recorded, recomputed, what);
  }

  /// Where no limits are stated, nothing is promised of orders.
  private void add(Wrong one) {
    if (wrong.size() < WRONG_MAX && !statements.isEmpty()) {
      wrong.add(one);
    }
  }

  /// What was found, when all records were shown.
  public Report report() {
    settle(0, true);
    List<Told> limits = new ArrayList<>();
    tallies.forEach((name, t) -> {
      String[] parts = name.split(" ", 2);
      limits.add(new Told(parts[0], parts[1], t.bound, t.recomputed, List.copyOf(t.taken)));
    });
    return new Report(
        orders,
        checked,
        unstated,
        unseen,
        refusals,
        List.copyOf(statements.values()),
        limits,
        wrong);
  }
}
