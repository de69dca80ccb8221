package dev.warrant.rules.scenario;

import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.List;

/// One thing that happens in a story.
public sealed interface Step {

  /// What a price is set to.
  sealed interface Target {
    /// A price in USDT.
    record At(@E8 long priceE8) implements Target {}

    /// So many parts per million away from where it stands.
    record By(long ppm) implements Target {}
  }

  /// The middle of the book moves there, evenly.
  record Price(String symbol, Target to, long overMillis) implements Step {}

  /// The mark stays so far from the middle of the book.
  record Mark(String symbol, long ppm) implements Step {}

  /// The book is so wide from now on.
  record Spread(String symbol, @Ticks long ticks) implements Step {}

  /// Whether changes of the book come; the best prices go on coming by themselves.
  record Depths(String symbol, boolean on) implements Step {}

  /// So many lots stand at the touch, and the next level so far behind.
  record Depth(String symbol, @Lots long lots, @Ticks long gap) implements Step {}

  /// The middle of the book wanders by so many ticks a tenth of a second.
  record Noise(String symbol, @Ticks long ticks) implements Step {}

  /// The funding rate of the current interval.
  record FundingRate(String symbol, long rateE8) implements Step {}

  /// Whether orders trade at all.
  record Fills(String symbol, boolean on) implements Step {}

  /// Whether both markets make the same small movements.
  record Together(boolean on) implements Step {}

  /// What becomes of the public stream.
  enum Feed {
    UP,
    DOWN,
    /// One message is lost.
    GAP,
    LATE
  }

  /// The public stream of one instrument.
  ///
  /// @param lateMillis how late it comes
  record Stream(String symbol, Feed feed, long lateMillis) implements Step {}

  /// The private stream.
  record PrivateStream(boolean up) implements Step {}

  /// How far the venue's clock is ahead.
  record Clock(long aheadMillis) implements Step {}

  /// What the venue is asked.
  enum Ask {
    ORDERS,
    STOPS,
    CANCELS,
    DEADMAN,
    ACCOUNT
  }

  /// How it answers.
  enum Answer {
    NORMAL,
    REJECT,
    IGNORE
  }

  /// How the venue answers from now on.
  record Answers(Ask ask, Answer answer) implements Step {}

  /// Money moves: `DEPOSIT`, `WITHDRAW` or `FUNDING_FEE`.
  record Money(String reason, @E8 long changeE8) implements Step {}

  /// Somebody places an order at the venue by hand.
  ///
  /// @param priceE8 0 to take at once
  record ByHand(String symbol, Side side, @Lots long lots, @E8 long priceE8) implements Step {}

  /// Deliberation issues this warrant; it is scripted, so that everything behind it decides alone.
  ///
  /// @param judged whether what becomes of its orders is what the scenario is about
  record Authority(
      boolean judged, String symbol, Side side, @Lots long clip, @Lots long cap, Working working)
      implements Step {}

  /// How a warrant is worked.
  record Working(
      TacticKind tactic,
      @Ticks long stopTicks,
      @Ticks long offsetTicks,
      @Ticks long repriceTicks,
      long everyMillis) {}

  /// Deliberation withdraws its warrant.
  record Withdraw(String symbol, Side side) implements Step {}

  /// What is wrong with a restricted list.
  enum Flaw {
    NONE,
    MISSING,
    /// It counts no more.
    OLD,
    /// A trader signed it.
    SIGNER,
    /// A name was taken off after it was signed.
    EDITED
  }

  /// The file of the restricted list changes.
  ///
  /// @param symbol the instrument on it; empty if it names none
  record RestrictedFile(String symbol, Flaw flaw) implements Step {}

  /// People sign that the desk is released from what breaches of a limit asked for.
  record Release(String limit, List<String> people) implements Step {
    public Release {
      people = List.copyOf(people);
    }
  }

  /// A person commands.
  record Command(CommandKind kind, String who) implements Step {}
}
