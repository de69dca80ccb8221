package dev.warrant.execution.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.knowledge.event.VenueEvent.UserStreamState;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A desk that dies and comes back beside a venue that went on without it.
class RecoveryTest {
  @Test
  void foldingTheJournalGivesTheSameMoneyAndPositions() {
    Rig rig = traded(3, 400_000);
    Rig again = rig.restarted(0);
    assertThat(again.ledger.snapshot()).isEqualTo(rig.ledger.snapshot());
    assertThat(account(again)).isEqualTo(account(rig));
    assertThat(again.ledger.net(0)).isEqualTo(rig.ledger.net(0));
  }

  @Test
  void whateverHappenedWhileDeadTheRestartedDeskAgreesWithTheVenueBeforeItsFirstOrder() {
    for (int seed = 1; seed <= 60; seed++) {
      Rig dead = traded(seed, 1_000_000);
      dead.venue.disconnect();
      for (int k = 0; k < 20; k++) {
        dead.venue.trade(dead.nanos + k * Rig.MILLI, 100_000);
      }
      dead.venue.disconnect();
      Rig rig = dead.restarted(20 * Rig.SECOND);
      comeBack(rig, seed);
    }
  }

  private static void comeBack(Rig rig, long seed) {
    rig.venue.naughtyPpm = 0;
    rig.executor.activate(rig.warrant(0, Side.BUY, 20, TacticKind.JOIN, 5), rig.seq, rig.nanos);
    assertThat(rig.ledger.reconciled()).isFalse();
    assertThat(rig.ordered.stream().filter(o -> o.clientId().startsWith("W"))).isEmpty();
    rig.deliver(new UserStreamState(true, ""));
    for (int k = 0; k < 20_000 && !rig.ledger.reconciled(); k++) {
      rig.run(Rig.MILLI);
    }
    long[] netAtReconcile = rig.venue.net.clone();
    String where = "seed " + seed + ", " + rig.findings;
    assertThat(rig.ledger.reconciled()).as(where).isTrue();
    assertThat(rig.ledger.unknown()).as(where).isZero();
    for (int i = 0; i < 2; i++) {
      assertThat(rig.ledger.net(i)).as(where).isEqualTo(netAtReconcile[i]);
    }
    rig.run(5 * Rig.SECOND);
    for (int i = 0; i < 2; i++) {
      assertThat(rig.ledger.stopped(i)).as(where).isTrue();
      for (LiveOrder o : rig.ledger.held(i)) {
        assertThat(o.purpose() != 'W' || o.clientId().startsWith("W00002")).as(where).isTrue();
      }
    }
    for (OrderRecord o : rig.ordered) {
      assertThat(o.epoch()).isEqualTo(2);
    }
  }

  /// The account as a fact, apart from the input it last changed by.
  private static Fact account(Rig rig) {
    List<Fact> facts = new ArrayList<>();
    rig.ledger.facts(facts::add);
    Fact.Account a = (Fact.Account) facts.getLast();
    return new Fact.Account(-1, 0, a.equityE8(), a.peakE8(), a.dailyLossE8(), a.freeE8());
  }

  private static Rig traded(long seed, int naughtyPpm) {
    Rig rig = new Rig(seed);
    SeededRandom random = new SeededRandom(seed);
    rig.venue.naughtyPpm = naughtyPpm;
    for (int step = 0; step < 400; step++) {
      if (step % 50 == 0) {
        Side side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
        Tactic tactic = new Tactic(TacticKind.JOIN, 10, 0, 2, 0);
        rig.executor.activate(
            rig.warrant(random.nextInt(2), side, 30, tactic, 5 * Rig.SECOND), rig.seq, rig.nanos);
      }
      rig.book.move(random.nextInt(2), random.nextInt(5) - 2);
      rig.mark();
      rig.run((1 + random.nextInt(5)) * Rig.MILLI);
      rig.venue.trade(rig.nanos, 40_000);
    }
    return rig;
  }
}
