package dev.warrant.execution.ledger;

import static dev.warrant.knowledge.fact.MeasureId.RATE_MESSAGES;
import static dev.warrant.knowledge.fact.MeasureId.RATE_REJECTS;
import static dev.warrant.knowledge.fact.MeasureId.RATE_SLIPPAGE;

import dev.warrant.knowledge.fact.MeasureSink;

/// The account-wide windows: messages in ten seconds, rejects among the last hundred orders,
/// slippage of the last fifty taker fills. Orders and fills count for fifteen minutes, so that what
/// they made the limits refuse is asked anew after that.
final class Rates {
  private static final int REJECTS_OF = 100;
  private static final int SLIPPAGE_OF = 50;
  private static final long AGE_NANOS = 15 * 60 * 1_000_000_000L;

  private final MeasureSink board;
  private final RateWindow messages = new RateWindow();
  private final SampleWindow rejects = new SampleWindow(REJECTS_OF, AGE_NANOS);
  private final SampleWindow slippage = new SampleWindow(SLIPPAGE_OF, AGE_NANOS);

  Rates(MeasureSink board) {
    this.board = board;
    board.set(-1, RATE_MESSAGES, 0);
    board.set(-1, RATE_REJECTS, 0);
    board.set(-1, RATE_SLIPPAGE, 0);
  }

  void message(long nanos) {
    messages.add(nanos);
    write(nanos);
  }

  void answered(boolean rejected, long nanos) {
    rejects.add(rejected ? 1 : 0, nanos);
    write(nanos);
  }

  /// @param adversePpm positive if the fill was worse than the mid at decision
  void slipped(long adversePpm, long nanos) {
    slippage.add(adversePpm, nanos);
    write(nanos);
  }

  void write(long nanos) {
    board.set(-1, RATE_MESSAGES, messages.count(nanos));
    rejects.forget(nanos);
    board.set(-1, RATE_REJECTS, rejectsPpm());
    slippage.forget(nanos);
    board.set(-1, RATE_SLIPPAGE, slippagePpm());
  }

  private long slippagePpm() {
    return slippage.count() == 0 ? 0 : Math.max(0, Math.ceilDiv(slippage.sum(), slippage.count()));
  }

  /// Per hundred, so that the first reject of a day is one percent and not all.
  long rejectsPpm() {
    return rejects.sum() * (1_000_000L / REJECTS_OF);
  }
}
