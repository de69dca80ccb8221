package dev.warrant.execution.ledger;

import static dev.warrant.knowledge.fact.MeasureId.*;

import dev.warrant.knowledge.fact.MeasureSink;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import java.util.Arrays;
import java.util.List;

/// What positions and open orders are worth at the mark, per instrument and in sum. A change of one
/// instrument changes the sums by its difference; nothing is added up anew.
final class Exposure {
  private static final int WORST = 0;
  private static final int HEAT = 1;
  private static final int UNREALISED = 2;
  private static final int UP = 3;
  private static final int DOWN = 4;
  private static final int MAINTENANCE = 5;
  private static final int UNMARKED = 6;
  private static final int PARTS = 7;

  private final List<Position> positions;
  private final Orders orders;
  private final Account account;
  private final MeasureSink board;
  private final int leverage;
  private final long[] stopTicks;
  private final long[][] parts;
  private final long[] sums = new long[PARTS];
  private final long[] fresh = new long[PARTS];
  private final Distance[] distances;

  Exposure(
      LedgerConfig config,
      List<Position> positions,
      Orders orders,
      Account account,
      MeasureSink board) {
    this.positions = positions;
    this.orders = orders;
    this.account = account;
    this.board = board;
    leverage = config.leverage();
    stopTicks = config.stopTicks().stream().mapToLong(Long::longValue).toArray();
    parts = new long[positions.size()][PARTS];
    distances = new Distance[positions.size()];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = new Distance(positions.get(i));
    }
  }

  void stopTicks(int instrument, long ticks) {
    stopTicks[instrument] = ticks;
  }

  long stopTicks(int instrument) {
    return stopTicks[instrument];
  }

  /// Worst-case position of a side: as if every open order of that side traded and none other.
  @Lots
  long worst(int instrument, Side side) {
    return worst(instrument, side, 0);
  }

  @Lots
  long worst(int instrument, Side side, @Lots long more) {
    return Math.max(
        0, side.sign() * positions.get(instrument).net() + orders.open(instrument, side) + more);
  }

  /// Worst-case notional of all instruments if `more` lots were open as well, rounded up.
  @E8
  long grossE8(int instrument, Side side, @Lots long more) {
    long worst = Math.max(worst(instrument, side, more), worst(instrument, side.opposite(), 0));
    return sums[WORST] - parts[instrument][WORST] + upE8(instrument, worst);
  }

  /// The largest absolute net notional that fills can lead to if `more` lots were open as well.
  @E8
  long netE8(int instrument, Side side, @Lots long more) {
    long up = sums[UP];
    long down = sums[DOWN];
    long net = positions.get(instrument).net();
    if (side == Side.BUY) {
      up += upE8(instrument, net + orders.open(instrument, side) + more) - parts[instrument][UP];
    } else {
      down +=
          downE8(instrument, net - orders.open(instrument, side) - more) - parts[instrument][DOWN];
    }
    return Math.max(up, -down);
  }

  /// Notional of so many lots at the mark, rounded up.
  @E8
  long upE8(int instrument, long lots) {
    Position p = positions.get(instrument);
    return lots == 0
        ? 0
        : Exact.notionalUp(Math.multiplyExact(lots, p.instrument().lotE8()), p.markE8());
  }

  private long downE8(int instrument, long lots) {
    return -upE8(instrument, -lots);
  }

  @E8
  long unrealisedE8() {
    return sums[UNREALISED];
  }

  /// Whether everything held has a mark, so that equity can be stated.
  boolean valued() {
    return account.known() && sums[UNMARKED] == 0;
  }

  @E8
  long marginE8() {
    return Math.ceilDiv(sums[WORST], leverage);
  }

  /// Takes up what changed at one instrument and writes every measure that depends on it.
  void refresh(int i, boolean stopped) {
    Position p = positions.get(i);
    long worst = Math.max(worst(i, Side.BUY), worst(i, Side.SELL));
    fresh[WORST] = upE8(i, worst);
    fresh[HEAT] =
        Math.multiplyExact(Math.multiplyExact(worst, stopTicks[i]), p.instrument().tickLotE8());
    fresh[UNREALISED] = p.unrealisedE8();
    fresh[UP] = upE8(i, p.net() + orders.open(i, Side.BUY));
    fresh[DOWN] = downE8(i, p.net() - orders.open(i, Side.SELL));
    fresh[MAINTENANCE] =
        p.net() == 0 ? 0 : Liquidation.maintenanceE8(p.instrument(), upE8(i, Math.abs(p.net())));
    fresh[UNMARKED] = p.markE8() == 0 && worst > 0 ? 1 : 0;
    for (int k = 0; k < PARTS; k++) {
      sums[k] += fresh[k] - parts[i][k];
      parts[i][k] = fresh[k];
    }
    board.set(i, POSITION_NET, p.net());
    board.set(i, POSITION_WORST_LONG, worst(i, Side.BUY));
    board.set(i, POSITION_WORST_SHORT, worst(i, Side.SELL));
    board.set(i, POSITION_STOPPED, stopped ? 1 : 0);
    board.set(i, ORDERS_OPEN, orders.openCount(i));
    board.set(-1, ORDERS_UNKNOWN, orders.unknown());
    writeAccount();
    writeLiquidation();
  }

  /// Writes the measures of the whole account; absent while a mark or the wallet is missing.
  void writeAccount() {
    board.set(-1, PORTFOLIO_HEAT, Exact.moneyUp(sums[HEAT]));
    if (!valued()) {
      for (var id :
          List.of(
              ACCOUNT_EQUITY,
              ACCOUNT_PEAK,
              ACCOUNT_DAILY_LOSS,
              ACCOUNT_MARGIN_USED,
              ACCOUNT_FREE,
              PORTFOLIO_GROSS)) {
        board.absent(-1, id);
      }
      return;
    }
    long equity = account.walletE8() + sums[UNREALISED];
    account.watch(sums[UNREALISED]);
    board.set(-1, ACCOUNT_EQUITY, Exact.moneyDown(equity));
    board.set(-1, ACCOUNT_PEAK, Exact.moneyUp(account.peakE8()));
    board.set(-1, ACCOUNT_DAILY_LOSS, Exact.moneyUp(account.dailyStartE8() - equity));
    board.set(-1, ACCOUNT_MARGIN_USED, Exact.moneyUp(marginE8()));
    // A gain that nobody has taken yet frees no money.
    long sure = Math.min(account.walletE8(), equity);
    board.set(-1, ACCOUNT_FREE, Exact.moneyDown(sure - marginE8()));
    board.set(-1, PORTFOLIO_GROSS, Exact.moneyUp(sums[WORST]));
  }

  /// In cross margin every position's distance depends on all others, so all are written; there are
  /// few instruments.
  private void writeLiquidation() {
    for (int i = 0; i < parts.length; i++) {
      Position p = positions.get(i);
      if (p.net() == 0) {
        board.set(i, MARKET_LIQUIDATION_DISTANCE, 1_000_000);
      } else if (!valued()) {
        board.absent(i, MARKET_LIQUIDATION_DISTANCE);
      } else {
        board.set(i, MARKET_LIQUIDATION_DISTANCE, distances[i].ppm(freeE8(i)));
      }
    }
  }

  /// Money of the account apart from position `i`.
  private long freeE8(int i) {
    return account.walletE8()
        - (sums[MAINTENANCE] - parts[i][MAINTENANCE])
        + (sums[UNREALISED] - parts[i][UNREALISED]);
  }

  /// How far a position is from liquidation, worked out anew only if something it depends on
  /// changed: the long divisions would be most of what booking an order costs.
  private static final class Distance {
    private final Position position;
    private long net;
    private long costE8;
    private long markE8;
    private long freeE8;
    private long ppm;

    Distance(Position position) {
      this.position = position;
    }

    /// @param free money of the account apart from this position, which is not flat
    long ppm(@E8 long free) {
      Position p = position;
      boolean same = net == p.net() && costE8 == p.costE8() && markE8 == p.markE8();
      if (!same || freeE8 != free) {
        long price = Liquidation.priceE8(p.instrument(), p.net(), p.costE8(), p.markE8(), free);
        ppm = Liquidation.distancePpm(p.net() > 0, p.markE8(), price);
        net = p.net();
        costE8 = p.costE8();
        markE8 = p.markE8();
        freeE8 = free;
      }
      return ppm;
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(sums);
  }
}
