package dev.warrant.execution.ledger;

import static dev.warrant.knowledge.fact.MeasureId.RATE_MESSAGES;
import static dev.warrant.knowledge.fact.MeasureId.RATE_REJECTS;
import static dev.warrant.knowledge.fact.MeasureId.RATE_SLIPPAGE;
import static dev.warrant.knowledge.fact.MeasureId.RATE_SLIPPAGE_NORMAL;

import dev.warrant.knowledge.fact.MeasureSink;

/// The account-wide windows: messages in ten seconds, rejects among the last hundred orders,
/// slippage of the last fifty taker fills. Orders and fills count for fifteen minutes, so that what
/// they made the limits refuse is asked anew after that. What slippage is usual is the median of
/// the last two hundred taker fills of this epoch, however old: a few bad ones do not become the
/// custom.
final class Rates {
  private static final int REJECTS_OF = 100;
  private static final int SLIPPAGE_OF = 50;
  private static final int USUAL_OF = 200;
  private static final int USUAL_FROM = 5;
  private static final long AGE_NANOS = 15 * 60 * 1_000_000_000L;

  private final MeasureSink board;
  private final RateWindow messages = new RateWindow();
  private final SampleWindow rejects = new SampleWindow(REJECTS_OF, AGE_NANOS);
  private final SampleWindow slippage = new SampleWindow(SLIPPAGE_OF, AGE_NANOS);
  private final MedianWindow usual = new MedianWindow(USUAL_OF);

  Rates(MeasureSink board) {
    this.board = board;
    board.set(-1, RATE_MESSAGES, 0);
    board.set(-1, RATE_REJECTS, 0);
    board.set(-1, RATE_SLIPPAGE, 0);
    board.set(-1, RATE_SLIPPAGE_NORMAL, 0);
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
    usual.add(adversePpm);
    board.set(-1, RATE_SLIPPAGE_NORMAL, usualPpm());
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

  /// Rounded down, and nothing is usual before there were enough fills: a limit asks for so many
  /// times this at most.
  private long usualPpm() {
    return usual.count() < USUAL_FROM ? 0 : Math.max(0, usual.median());
  }

  /// Per hundred, so that the first reject of a day is one percent and not all.
  long rejectsPpm() {
    return rejects.sum() * (1_000_000L / REJECTS_OF);
  }
}
