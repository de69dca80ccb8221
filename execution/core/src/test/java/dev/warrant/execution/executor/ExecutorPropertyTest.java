package dev.warrant.execution.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.VenueEvent.UserStreamState;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Whatever an unreliable venue does: what it truly holds for us never passes what the ledger
/// reserved, no order is admitted beyond its warrant's cap, and in the end everything comes home.
class ExecutorPropertyTest {
  private static final int SEEDS = 120;
  private static final int STEPS = 5_000;

  private final TreeMap<Long, Long> caps = new TreeMap<>();
  private long orders;
  private long fills;
  private long doubts;

  @Test
  void neitherCapNorLimitIsEverPassedAndEverythingEndsFlat() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      run(seed);
    }
    // The runs must have met what they are about.
    assertThat(orders).isGreaterThan(10_000);
    assertThat(fills).isGreaterThan(2_000);
    assertThat(doubts).isGreaterThan(10_000);
  }

  private void run(long seed) {
    caps.clear();
    Rig rig = new Rig(seed);
    SeededRandom random = new SeededRandom(seed * 7919);
    rig.venue.naughtyPpm = 1_000_000;
    int seen = 0;
    for (int step = 0; step < STEPS; step++) {
      disturb(rig, random);
      rig.run((1 + random.nextInt(3)) * Rig.MILLI);
      rig.venue.trade(rig.nanos, 20_000);
      for (; seen < rig.ordered.size(); seen++) {
        checkOrder(rig, seen, seed);
      }
      checkTruth(rig, seed, step);
      doubts += rig.ledger.unknown() > 0 ? 1 : 0;
    }
    orders += rig.ordered.size();
    fills += rig.venue.trades();
    comeHome(rig, seed);
  }

  private void disturb(Rig rig, SeededRandom random) {
    int roll = random.nextInt(1000);
    if (roll < 30) {
      Warrant w = warrant(rig, random);
      caps.put(w.id(), w.capLots());
      rig.executor.activate(w, rig.seq, rig.nanos);
    } else if (roll < 300) {
      rig.book.move(random.nextInt(2), random.nextInt(5) - 2);
      rig.mark();
    } else if (roll < 305) {
      rig.executor.mode(Mode.values()[random.nextInt(3)], rig.seq, rig.nanos);
    } else if (roll < 320) {
      rig.executor.mode(Mode.NORMAL, rig.seq, rig.nanos);
    } else if (roll < 325) {
      rig.book.usable[random.nextInt(2)] = random.nextInt(4) > 0;
    } else if (roll < 340) {
      rig.book.usable[0] = true;
      rig.book.usable[1] = true;
    } else if (roll < 342) {
      rig.deliver(new UserStreamState(false, "lost"));
      rig.deliver(new UserStreamState(true, ""));
    }
  }

  private static Warrant warrant(Rig rig, SeededRandom random) {
    Side side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
    TacticKind kind = TacticKind.values()[random.nextInt(4)];
    Tactic tactic =
        new Tactic(
            kind,
            1 + random.nextInt(15),
            random.nextInt(3),
            1 + random.nextInt(3),
            random.nextInt(50));
    return rig.warrant(
        random.nextInt(2), side, random.nextInt(80), tactic, random.nextInt(8) * Rig.SECOND);
  }

  private void checkOrder(Rig rig, int n, long seed) {
    OrderRecord o = rig.ordered.get(n);
    if (o.clientId().startsWith("W")) {
      // The margin is of the measures the guard saw: limit less worst case.
      long worst = Rig.LIMIT - rig.admitted.get(n).margin();
      assertThat(worst)
          .as("seed %d order %s", seed, o.clientId())
          .isLessThanOrEqualTo(caps.getOrDefault(o.warrant(), -1L));
      assertThat(worst).isLessThanOrEqualTo(Rig.LIMIT);
    } else {
      assertThat(o.reduceOnly()).isTrue();
    }
    assertThat(rig.ledger.order(o.clientId())).isNotNull();
  }

  private static void checkTruth(Rig rig, long seed, int step) {
    for (int i = 0; i < 2; i++) {
      for (Side side : Side.values()) {
        String where = "seed " + seed + " step " + step + " " + i + " " + side;
        long truth = rig.venue.truth(i, side);
        assertThat(truth).as(where).isLessThanOrEqualTo(Rig.LIMIT);
        assertThat(truth).as(where).isLessThanOrEqualTo(rig.ledger.worst(i, side));
      }
    }
  }

  /// With an honest venue again, an emergency ends flat with nothing open and nothing unknown.
  private static void comeHome(Rig rig, long seed) {
    rig.venue.naughtyPpm = 0;
    rig.book.usable[0] = true;
    rig.book.usable[1] = true;
    rig.executor.mode(Mode.EMERGENCY, rig.seq, rig.nanos);
    rig.exits.emergency(true, rig.seq, rig.nanos);
    rig.run(20 * Rig.SECOND);
    for (int i = 0; i < 2; i++) {
      String where = "seed " + seed + " instrument " + i + " " + rig.ledger.held(i);
      assertThat(rig.venue.net[i]).as(where).isZero();
      assertThat(rig.ledger.net(i)).as(where).isZero();
      assertThat(rig.ledger.held(i)).as(where).isEmpty();
    }
    assertThat(rig.venue.orders.values()).noneMatch(FakeVenue.Held::open);
    assertThat(rig.ledger.unknown()).isZero();
    assertThat(rig.ledger.reconciled()).isTrue();
  }
}
