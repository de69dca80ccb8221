package dev.warrant.execution.desk;

import dev.warrant.execution.guard.SlotMeasures;
import dev.warrant.execution.guard.WatchedLimit;
import dev.warrant.knowledge.event.Derived.Outside;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Reach;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.Asks;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.List;

/// One limit at one place, as the desk watches it: how much is used, and at which share it warned
/// last. What it says in words is taken from the limit's exact reading.
final class Watched {
  /// How far below a share, or below the limit, it must come before it has left.
  static final long SLACK_PPM = 20_000;

  private static final long PERCENT_PPM = 10_000;

  final Spot spot;
  final int slots;
  final Asks asks;
  final boolean breachable;
  final boolean worstCase;
  long usedPpm = -1;
  long toldPpm = -1;
  int share;

  private final WatchedLimit code;
  private final PolicyReading meaning;

  private Watched(WatchedLimit code, PolicyReading meaning, Asks asks, int instrument) {
    Limit limit = code.limit();
    this.code = code;
    this.meaning = meaning;
    this.asks = asks;
    spot = new Spot(limit.id(), instrument);
    slots = Math.max(0, instrument);
    breachable = Reach.of(limit) != Reach.NEXT_ORDER;
    worstCase = Reach.ofWorstCase(limit);
  }

  /// The limits of `policy` that are watched, in the guard's order: those on what the desk holds,
  /// and of the others those whose author asks for it; none that speaks of orders only.
  static List<Watched> of(PolicyPack policy, int instruments) {
    PolicyReading meaning = new PolicyReading(policy);
    List<Watched> out = new ArrayList<>();
    for (Limit limit : policy.limits()) {
      if (is(policy, limit)) {
        WatchedLimit code = WatchedLimit.of(policy, limit);
        Asks asks = policy.asks(limit.id());
        boolean account = Reach.ofAccount(limit);
        for (int i = account ? -1 : 0; i < (account ? 0 : instruments); i++) {
          out.add(new Watched(code, meaning, asks, i));
        }
      }
    }
    return out;
  }

  /// Whether a desk under `policy` watches this limit of it.
  static boolean is(PolicyPack policy, Limit limit) {
    boolean amount = limit.require().op() != Cond.Op.EQ && Reach.ofHoldings(limit);
    return switch (Reach.of(limit)) {
      case STATE, WORST_CASE -> amount || !policy.asks(limit.id()).equals(Asks.NOTHING);
      case NEXT_ORDER -> !policy.asks(limit.id()).warn().isEmpty();
      case ORDERS -> false;
    };
  }

  /// Reads it, and how much of it is used.
  WatchedLimit.State read(long[] at) {
    WatchedLimit.State state = code.state(at);
    switch (state) {
      case UNREAD -> {}
      case FREE -> usedPpm = 0;
      case KEPT, BROKEN -> usedPpm = code.usedPpm(at);
    }
    return state;
  }

  /// Whether it is kept by enough to say that a breach is over.
  boolean clear(WatchedLimit.State state) {
    return state == WatchedLimit.State.FREE
        || state == WatchedLimit.State.KEPT && usedPpm <= 100 * PERCENT_PPM - SLACK_PPM;
  }

  /// The highest share reached, the last one kept until it is left by enough.
  int shareNow() {
    int now = 0;
    for (int s : asks.warn()) {
      long from = s * PERCENT_PPM - (s <= share ? SLACK_PPM : 0);
      now = usedPpm >= from ? s : now;
    }
    return now;
  }

  /// How far outside it is; only while it is broken.
  Outside outside(long[] at, long nanos) {
    if (exact(at) instanceof Reading.Judged j) {
      return new Outside(nanos, j.value(), j.bound(), j.beyond());
    }
    throw new IllegalStateException("limit " + spot.limit() + " was read as broken, and is not");
  }

  /// Its sentence, as written.
  String says(long[] at) {
    return LimitSays.text(exact(at), new SlotMeasures(at));
  }

  /// How near it is, in its own unit.
  String near(long[] at) {
    return exact(at) instanceof Reading.Judged j ? LimitSays.near(j) : "it does not bind now";
  }

  /// How far outside in its own unit.
  String beyond(long beyond) {
    return LimitSays.beyond(code.limit(), beyond);
  }

  Limit limit() {
    return code.limit();
  }

  private Reading exact(long[] at) {
    return meaning.read(code.limit(), new SlotMeasures(at));
  }
}
