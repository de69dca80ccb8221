package dev.warrant.knowledge.codec;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import org.jspecify.annotations.Nullable;

/// The one table of kinds: the byte that stands for each in a journal, below 64 for inputs and from
/// 64 for conclusions.
///
/// INVARIANT: a tag is never given to another kind and never changes; a kind whose components
/// change gets a new tag. Journals live longer than code.
public enum Kind {
  STARTED(1, DeskEvent.Started.class),
  TIMER(2, DeskEvent.Timer.class, HotPayloads.TIMER),
  CUT_TAKEN(3, DeskEvent.CutTaken.class, HotPayloads.CUT_TAKEN),
  PUBLISHED(4, DeskEvent.Published.class, HotPayloads.PUBLISHED),
  DURABLE(5, DeskEvent.Durable.class, HotPayloads.DURABLE),
  COMMAND(6, DeskEvent.Command.class),
  BACKOFF(7, DeskEvent.Backoff.class),
  STOPPED(8, DeskEvent.Stopped.class),
  SWITCHED(9, DeskEvent.Switched.class),
  RESTRICTED(10, DeskEvent.Restricted.class),
  RELEASED(11, DeskEvent.Released.class),
  LICENSED(12, DeskEvent.Licensed.class),
  SHADOWED(13, DeskEvent.Shadowed.class),
  LOG_STATE(14, DeskEvent.LogState.class),

  DEPTH_SNAPSHOT(16, MarketEvent.DepthSnapshot.class),
  DEPTH_UPDATE(17, MarketEvent.DepthUpdate.class, HotPayloads.DEPTH_UPDATE),
  BOOK_TICKER(18, MarketEvent.BookTicker.class, HotPayloads.BOOK_TICKER),
  TRADE(19, MarketEvent.Trade.class, HotPayloads.TRADE),
  MARK_PRICE(20, MarketEvent.MarkPrice.class, HotPayloads.MARK_PRICE),
  KLINE(21, MarketEvent.Kline.class),
  STREAM_STATE(22, MarketEvent.StreamState.class),

  ORDER_REPORT(32, VenueEvent.OrderReport.class),
  SEND_OUTCOME(33, VenueEvent.SendOutcome.class),
  SUPPRESSED(34, VenueEvent.Suppressed.class),
  ORDER_FOUND(35, VenueEvent.OrderFound.class),
  OPEN_ORDERS(36, VenueEvent.OpenOrders.class),
  PAST_FILLS(37, VenueEvent.PastFills.class),
  ACCOUNT_SNAPSHOT(38, VenueEvent.AccountSnapshot.class),
  ACCOUNT_UPDATE(39, VenueEvent.AccountUpdate.class),
  CLOCK_SAMPLE(40, VenueEvent.ClockSample.class),
  INSTRUMENTS(41, VenueEvent.Instruments.class),
  USER_STREAM_STATE(42, VenueEvent.UserStreamState.class),

  BELIEVED(64, Derived.Believed.class),
  MATCHED(65, Derived.Matched.class),
  DELIBERATED(66, Derived.Deliberated.class, HotPayloads.DELIBERATED),
  ISSUED(67, Derived.Issued.class),
  WITHDRAWN(68, Derived.Withdrawn.class),
  ORDERED(69, Derived.Ordered.class, HotPayloads.ORDERED),
  CANCELLED(70, Derived.Cancelled.class),
  REFUSED(71, Derived.Refused.class),
  MODE_CHANGED(72, Derived.ModeChanged.class),
  SNAPSHOT(73, Derived.Snapshot.class),
  TRACE_HEAD(74, Derived.TraceHead.class),
  ADOPTED(75, Derived.Adopted.class),
  FOUND(76, Derived.Found.class),
  // 77 was a breach that knew neither its kind nor its end.
  BREACHED(78, Derived.Breached.class),
  ADMITTED(79, Derived.Admitted.class),
  USED(80, Derived.Used.class),
  WARNED(81, Derived.Warned.class),
  DISAGREED(82, Derived.Disagreed.class),
  LIMITS_IN_FORCE(83, Derived.LimitsInForce.class),
  SEEN(84, Derived.Seen.class);

  private static final @Nullable Kind[] BY_TAG = byTag();

  private static final ClassValue<Kind> BY_TYPE =
      new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
          for (Kind kind : values()) {
            if (kind.type == type) {
              return kind;
            }
          }
          throw new CodecException(type.getName() + " has no kind");
        }
      };

  private final int tag;
  private final Class<? extends Record> type;

  /// Null until first asked for: whoever reads a few kinds need not wait for the handles of all.
  @SuppressWarnings("ImmutableEnumChecker") // only ever set to the one payload of its class
  private @Nullable Payload payload;

  Kind(int tag, Class<? extends Record> type) {
    this(tag, type, null);
  }

  Kind(int tag, Class<? extends Record> type, @Nullable Payload payload) {
    this.tag = tag;
    this.type = type;
    this.payload = payload;
  }

  /// The byte that stands for this kind.
  public int tag() {
    return tag;
  }

  /// The record class of this kind.
  public Class<? extends Record> type() {
    return type;
  }

  /// The kind with this tag.
  ///
  /// @throws CodecException if there is none
  public static Kind of(int tag) {
    Kind kind = tag >= 0 && tag < BY_TAG.length ? BY_TAG[tag] : null;
    if (kind == null) {
      throw new CodecException(
          "unknown kind "
              + tag
              + "\nMaybe these bytes were written by a newer version of this program.");
    }
    return kind;
  }

  /// The kind of a value.
  ///
  /// @throws CodecException if its class is not in the table
  public static Kind of(Object value) {
    return BY_TYPE.get(value.getClass());
  }

  /// Makes the payloads of all kinds, so that no record written later waits for its own.
  public static void prepare() {
    for (Kind kind : values()) {
      kind.payload();
    }
  }

  /// Threads may race: each finds the same payload, whose fields are final.
  Payload payload() {
    Payload known = payload;
    if (known == null) {
      known = RecordPayload.of(type);
      payload = known;
    }
    return known;
  }

  private static @Nullable Kind[] byTag() {
    @Nullable Kind[] out = new @Nullable Kind[128];
    for (Kind kind : values()) {
      out[kind.tag] = kind;
    }
    return out;
  }
}
