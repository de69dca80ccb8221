package dev.warrant.execution.desk;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Exact;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Side;

/// The measures of each instrument as an order of no lots would leave them, on the side with the
/// larger worst case and as if it increased: what a limit says of them it says of how the desk
/// stands. The mode is read as NORMAL, since it is the desk's answer and not how it stands. The
/// desk's own board is left alone.
final class AtRest {
  private final Ledger ledger;
  private final MeasureBoard board;
  private final MeasureBoard rest;

  AtRest(Ledger ledger, MeasureBoard board) {
    this.ledger = ledger;
    this.board = board;
    rest = new MeasureBoard(board.instruments());
  }

  /// Brings the copies up to date.
  void refresh() {
    for (int i = 0; i < board.instruments(); i++) {
      long[] from = board.slots(i);
      System.arraycopy(from, 0, rest.slots(i), 0, from.length);
      order(i);
    }
  }

  private void order(int i) {
    long worst = worst(i);
    rest.set(i, MeasureId.ORDER_INCREASING, 1);
    rest.set(i, MeasureId.DESK_MODE, 0);
    rest.set(i, MeasureId.ORDER_WORST_AFTER, worst);
    if (ledger.valued() && ledger.markE8(i) > 0) {
      rest.set(i, MeasureId.ORDER_WORST_NOTIONAL_AFTER, Exact.moneyUp(ledger.notionalE8(i, worst)));
      rest.set(i, MeasureId.ORDER_GROSS_AFTER, Exact.moneyUp(ledger.grossAfterE8(i, Side.BUY, 0)));
      rest.set(i, MeasureId.ORDER_NET_AFTER, Exact.moneyUp(ledger.netAfterE8(i, Side.BUY, 0)));
    } else {
      rest.absent(i, MeasureId.ORDER_WORST_NOTIONAL_AFTER);
      rest.absent(i, MeasureId.ORDER_GROSS_AFTER);
      rest.absent(i, MeasureId.ORDER_NET_AFTER);
    }
  }

  /// Largest position that fills of what is open can lead to, on either side.
  long worst(int i) {
    return Math.max(ledger.worst(i, Side.BUY), ledger.worst(i, Side.SELL));
  }

  long[] slots(int instrument) {
    return rest.slots(instrument);
  }
}
