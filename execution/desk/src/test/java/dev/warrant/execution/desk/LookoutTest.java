package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.guard.SlotMeasures;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.LedgerConfig;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Derived.Breached;
import dev.warrant.knowledge.event.Derived.Turn;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Reach;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.PolicyReading;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Limits looked at without any order.
final class LookoutTest {
  private static final PolicyPack HOUSE =
      PolicyPacks.load(SharedData.root().resolve("rules/packs/house-policy"));
  private static final long SECOND = 1_000_000_000L;
  private static final long MONEY = 10_000;
  private static final Instrument BTC =
      new Instrument(
          0,
          "BTCUSDT",
          10_000_000,
          100_000,
          1,
          1_000_000,
          0,
          200,
          500,
          List.of(new MarginBracket(100_000_000_000_000_000L, 125, 4_000, 0)));

  private final MeasureBoard board = new MeasureBoard(1);
  private final Ledger ledger =
      new Ledger(LedgerConfig.of(List.of(BTC), 3, List.of(500_000L)), board, _ -> {});
  private final Recorded out = new Recorded();
  private Lookout lookout = fresh(new StandingFold());
  private long seq = 10;
  private long nanos = 100 * SECOND;

  private Lookout fresh(StandingFold before) {
    return new Lookout(HOUSE, ledger, board, out, before);
  }

  private void equity(long usdt, long peak, long dailyLoss) {
    board.set(-1, MeasureId.ACCOUNT_EQUITY, usdt * MONEY);
    board.set(-1, MeasureId.ACCOUNT_PEAK, peak * MONEY);
    board.set(-1, MeasureId.ACCOUNT_DAILY_LOSS, dailyLoss * MONEY);
  }

  private void look(Lookout.Why why) {
    lookout.look(seq++, nanos += SECOND, why);
  }

  private List<Breached> turns(String limit) {
    return out.derived.stream()
        .filter(d -> d instanceof Breached b && b.breach().limit().equals(limit))
        .map(Breached.class::cast)
        .toList();
  }

  private static DeskEvent.Released signed(Derived.Breach b, String... people) {
    return new DeskEvent.Released(
        b.instrument(), b.limit(), b.opened(), List.of(people), List.of(), "agreed");
  }

  @Test
  void whatTheWorldMovesIsPassiveAndKnowsItsStartItsPeakAndItsEnd() {
    equity(10_000, 10_000, 0);
    look(Lookout.Why.TIME);
    equity(9_500, 10_000, 400);
    look(Lookout.Why.TIME);
    long opened = seq - 1;
    equity(9_300, 10_000, 600);
    look(Lookout.Why.TIME);
    equity(9_600, 10_000, 300);
    look(Lookout.Why.TIME);
    equity(9_900, 10_000, 100);
    look(Lookout.Why.TIME);
    List<Breached> turns = turns("daily-loss");
    assertThat(turns.stream().map(Breached::turn))
        .containsExactly(Turn.OPENED, Turn.WORSE, Turn.CLEARED);
    Derived.Breach last = turns.getLast().breach();
    assertThat(last.active()).isFalse();
    assertThat(last.opened()).isEqualTo(opened);
    assertThat(last.open()).isFalse();
    assertThat(last.peak().value()).isEqualTo(600 * MONEY);
    assertThat(last.peak().bound()).isEqualTo(279 * MONEY);
    assertThat(last.says()).startsWith("Today's loss of 600.00 USDT is more than 3 %");
    assertThat(turns.getLast().note())
        .contains("daily-loss is kept again", "100.00 USDT of at most", "321.00 USDT outside");
  }

  @Test
  void aBreachThatWasNotThereBeforeOurFillAndIsAfterItIsActive() {
    equity(10_000, 10_000, 200);
    look(Lookout.Why.BEFORE_FILL);
    equity(9_690, 10_000, 310);
    look(Lookout.Why.AFTER_FILL);
    assertThat(turns("daily-loss")).singleElement().matches(b -> b.breach().active());
  }

  @Test
  void whatWasBrokenBeforeOurFillIsNotOursByIt() {
    equity(9_690, 10_000, 310);
    look(Lookout.Why.BEFORE_FILL);
    equity(9_600, 10_000, 400);
    look(Lookout.Why.AFTER_FILL);
    assertThat(turns("daily-loss").getFirst().breach().active()).isFalse();
  }

  @Test
  void anOrderOfOursThatRaisesTheWorstCaseMakesItActive() {
    look(Lookout.Why.TIME);
    ledger.onMark(0, 6_000_000_000_000L, seq, nanos);
    ledger.onOrder(
        new OrderRecord(
            new ClientId('W', 1, 1, 0).text(),
            1,
            1,
            0,
            Side.BUY,
            OrderKind.LIMIT,
            600_000,
            49,
            false,
            Digest.ZERO,
            1),
        0,
        nanos);
    equity(5_000, 5_000, 0);
    look(Lookout.Why.TIME);
    assertThat(turns("heat")).singleElement().matches(b -> b.breach().active());
  }

  @Test
  void theTightestModeAskedForIsHeldUntilAsManyPeopleReleaseAsTheLimitSays() {
    equity(7_900, 10_000, 400);
    look(Lookout.Why.TIME);
    assertThat(lookout.asks()).isEqualTo(Mode.EMERGENCY);
    assertThat(lookout.why())
        .startsWith("drawdown-hard: Equity 7 900.00 USDT")
        .endsWith("Two people must release it.");
    Derived.Breach hard = turns("drawdown-hard").getFirst().breach();
    lookout.resumed("ada", "");
    lookout.resumed("ben", "");
    assertThat(lookout.asks()).isEqualTo(Mode.EMERGENCY);
    lookout.released(signed(hard, "ada", "ada"));
    lookout.released(signed(hard, "ada"));
    assertThat(lookout.asks()).isEqualTo(Mode.EMERGENCY);
    assertThat(lookout.released(signed(hard, "ada", "ben"))).as("accepts the drawdown").isTrue();
    assertThat(lookout.asks()).as("daily-loss asks for it too").isEqualTo(Mode.REDUCE);
    lookout.released(signed(turns("daily-loss").getFirst().breach(), "ben", "ada"));
    assertThat(lookout.asks()).isEqualTo(Mode.NORMAL);
    assertThat(turns("drawdown-hard").getLast().note())
        .isEqualTo("drawdown-hard is released by ada and ben: agreed");
    look(Lookout.Why.TIME);
    assertThat(lookout.asks()).as("what was released does not ask again").isEqualTo(Mode.NORMAL);
  }

  @Test
  void aReleaseOfAnEarlierBreachIsNoneOfALaterOne() {
    equity(9_600, 10_000, 400);
    look(Lookout.Why.TIME);
    Derived.Breach first = turns("daily-loss").getFirst().breach();
    equity(9_990, 10_000, 10);
    look(Lookout.Why.TIME);
    assertThat(lookout.asks()).as("it is over, and still holds").isEqualTo(Mode.REDUCE);
    equity(9_600, 10_000, 400);
    look(Lookout.Why.TIME);
    lookout.released(signed(first, "ada", "ben"));
    assertThat(lookout.asks()).isEqualTo(Mode.REDUCE);
  }

  @Test
  void aMeasureThatIsMissingChangesNothing() {
    equity(9_600, 10_000, 400);
    look(Lookout.Why.TIME);
    board.absent(-1, MeasureId.ACCOUNT_EQUITY);
    look(Lookout.Why.TIME);
    assertThat(turns("daily-loss")).hasSize(1);
    assertThat(lookout.breaches()).anyMatch(b -> b.limit().equals("daily-loss") && b.open());
  }

  @Test
  void aNewLifeGoesOnWhereTheOldOneEndedWithoutWhatNeverReachedTheDisk() {
    StandingFold fold = new StandingFold();
    equity(9_600, 10_000, 400);
    board.set(-1, MeasureId.ACCOUNT_MARGIN_USED, 5_000 * MONEY);
    look(Lookout.Why.TIME);
    fold.input();
    feed(fold);
    Derived.Breach open = turns("daily-loss").getFirst().breach();
    out.derived.clear();
    equity(9_990, 10_000, 10);
    look(Lookout.Why.TIME);
    fold.input();
    feed(fold);
    fold.keepTail(0);
    lookout = fresh(fold);
    out.derived.clear();
    lookout.start(nanos);
    assertThat(lookout.breaches()).contains(open);
    assertThat(lookout.asks()).isEqualTo(Mode.REDUCE);
    look(Lookout.Why.TIME);
    assertThat(turns("daily-loss"))
        .singleElement()
        .matches(b -> b.turn() == Turn.CLEARED && b.breach().opened() == open.opened());
    assertThat(out.derived)
        .noneMatch(d -> d instanceof Derived.Warned w && w.limit().equals("margin-use"));
  }

  private void feed(StandingFold fold) {
    for (int i = 0; i < out.derived.size(); i++) {
      fold.derived(i, out.derived.get(i));
    }
  }

  @Test
  void onceAMinuteItTellsAgainWhatStands() {
    equity(9_600, 10_000, 400);
    look(Lookout.Why.TIME);
    Derived.Breach open = turns("daily-loss").getFirst().breach();
    out.derived.clear();
    lookout.standing();
    assertThat(out.derived).contains(new Breached(Turn.STANDS, open, ""));
  }

  @Test
  void whereNothingChangesALookAllocatesNothing() {
    equity(9_900, 10_000, 100);
    board.set(-1, MeasureId.ACCOUNT_MARGIN_USED, 1_000 * MONEY);
    board.set(-1, MeasureId.ACCOUNT_FREE, 8_000 * MONEY);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    looks(20_000);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 10 && least >= 100_000; round++) { // the JIT may still be at work
      long before = threads.getThreadAllocatedBytes(id);
      looks(100_000);
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    assertThat(least).as("of 100 000 looks").isLessThan(100_000);
  }

  private void looks(int n) {
    for (int i = 0; i < n; i++) {
      look(Lookout.Why.TIME);
    }
  }

  /// A few limits walked at random across their edges, and what a plain reading of each, once a
  /// second, comes to.
  @Test
  void overARandomWalkItFindsWhatAPlainReadingFinds() {
    for (long seed = 1; seed <= 20; seed++) {
      out.derived.clear();
      lookout = fresh(new StandingFold());
      SeededRandom random = new SeededRandom(seed);
      Model model = new Model();
      long equity = 10_000;
      for (int step = 0; step < 300; step++) {
        equity = Math.max(7_000, Math.min(10_000, equity + random.nextInt(401) - 200));
        equity(equity, 10_000, (10_000 - equity) / 5 + random.nextInt(40) - 20);
        board.set(-1, MeasureId.ACCOUNT_MARGIN_USED, (4_000 + random.nextInt(3_500)) * MONEY);
        board.set(-1, MeasureId.ACCOUNT_FREE, (2_000 + random.nextInt(3_000)) * MONEY);
        board.set(-1, MeasureId.PORTFOLIO_HEAT, (1_500 + random.nextInt(1_500)) * MONEY);
        if (random.nextInt(20) == 0) {
          board.absent(-1, MeasureId.ACCOUNT_FREE);
        }
        look(Lookout.Why.TIME);
        model.look();
      }
      assertThat(told()).as("seed " + seed).containsExactlyElementsOf(model.told);
      assertThat(model.told).hasSizeGreaterThan(100);
    }
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (Derived d : out.derived) {
      if (d instanceof Derived.Warned w) {
        told.add(w.limit() + " warns " + w.share());
      } else if (d instanceof Breached b && (b.turn() == Turn.OPENED || b.turn() == Turn.CLEARED)) {
        told.add(b.breach().limit() + " " + b.turn() + " " + b.breach().peak().value());
      }
    }
    return told;
  }

  /// The same by the limits' exact reading, without any state but what was said last.
  private final class Model {
    private final PolicyReading meaning = new PolicyReading(HOUSE);
    private final TreeMap<String, Integer> shares = new TreeMap<>();
    private final TreeMap<String, long[]> peaks = new TreeMap<>();
    private final List<String> told = new ArrayList<>();

    void look() {
      long[] slots = board.slots(0).clone();
      MeasureBoard copy = new MeasureBoard(1);
      System.arraycopy(slots, 0, copy.slots(0), 0, slots.length);
      copy.set(0, MeasureId.ORDER_INCREASING, 1);
      copy.set(0, MeasureId.DESK_MODE, 0);
      for (Limit limit : HOUSE.limits()) {
        boolean plain = Reach.of(limit) == Reach.STATE && Reach.ofHoldings(limit);
        if (plain) {
          Reading reading = meaning.read(limit, new SlotMeasures(copy.slots(0)));
          if (reading instanceof Reading.Judged j) {
            read(limit, j);
          } else if (reading instanceof Reading.NotBinding) {
            unbound(limit);
          }
        }
      }
    }

    /// A limit that another takes over from, such as the soft drawdown, is kept where it is silent.
    private void unbound(Limit limit) {
      long[] peak = peaks.remove(limit.id());
      if (peak != null) {
        told.add(limit.id() + " CLEARED " + peak[1]);
      }
    }

    private void read(Limit limit, Reading.Judged j) {
      long used = j.utilisationPpm();
      int before = shares.getOrDefault(limit.id(), 0);
      int now = 0;
      for (int s : HOUSE.asks(limit.id()).warn()) {
        if (used >= s * 10_000L || s <= before && used >= s * 10_000L - 20_000) {
          now = s;
        }
      }
      if (now != before) {
        told.add(limit.id() + " warns " + now);
        shares.put(limit.id(), now);
      }
      long[] peak = peaks.get(limit.id());
      if (!j.admits() && peak == null) {
        peaks.put(limit.id(), new long[] {j.beyond(), j.value()});
        told.add(limit.id() + " OPENED " + j.value());
      } else if (!j.admits() && peak != null && j.beyond() > peak[0] + peak[0] / 100) {
        peak[0] = j.beyond();
        peak[1] = j.value();
      } else if (j.admits() && peak != null && used <= 980_000) {
        told.add(limit.id() + " CLEARED " + peak[1]);
        peaks.remove(limit.id());
      }
    }
  }
}
