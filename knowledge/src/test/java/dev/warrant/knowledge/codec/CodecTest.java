package dev.warrant.knowledge.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.RandomRecords;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
  private static final int ROUNDS = 500;

  /// A record of every kind of component that the vocabulary does not use today.
  public record Rare(char letter, List<Long> numbers, List<Integer> small, Inner inner) {}

  /// Nested in [Rare].
  public record Inner(boolean yes, Mode mode) {}

  /// Holds what has no canonical form.
  public record Floating(double value) {}

  @ParameterizedTest
  @EnumSource
  void everyKindComesBackAsItWas(Kind kind) {
    RandomRecords random = new RandomRecords(kind.tag());
    for (int i = 0; i < ROUNDS; i++) {
      Object value = random.next(kind.type());
      byte[] bytes = encode(value);
      assertThat(decode(kind.tag(), bytes)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncationAndEveryExtraByteIsRefused(Kind kind) {
    RandomRecords random = new RandomRecords(100 + kind.tag());
    for (int round = 0; round < 20; round++) {
      byte[] bytes = encode(random.next(kind.type()));
      for (int n = 0; n < bytes.length; n++) {
        byte[] cut = Arrays.copyOf(bytes, n);
        assertThatThrownBy(() -> decode(kind.tag(), cut)).isInstanceOf(CodecException.class);
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      assertThatThrownBy(() -> decode(kind.tag(), longer)).isInstanceOf(CodecException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverDecodesEncodesToTheSameBytes(Kind kind) {
    SeededRandom random = new SeededRandom(kind.tag());
    RandomRecords values = new RandomRecords(kind.tag());
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = encode(values.next(kind.type()));
      for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextLong();
      }
      try {
        assertThat(encode(decode(kind.tag(), bytes))).isEqualTo(bytes);
      } catch (CodecException refused) {
        assertThat(refused).hasMessageContaining(kind.name());
      }
    }
  }

  /// Journals from before it was written by hand hold the others' bytes.
  @ParameterizedTest
  @EnumSource(names = {"DELIBERATED", "ORDERED"})
  void whatIsWrittenByHandInTheOrderOfTheRecordIsWhatTheRecordWouldBe(Kind kind) {
    RandomRecords random = new RandomRecords(kind.tag());
    for (int i = 0; i < ROUNDS; i++) {
      Object value = random.next(kind.type());
      ByteSink bare = new ByteSink(1 << 8);
      RecordPayload.of(kind.type()).write(bare, value);
      assertThat(encode(value)).isEqualTo(bare.toBytes());
    }
  }

  @Test
  void randomBytesAreAValueOrATypedError() {
    SeededRandom random = new SeededRandom(7);
    int refused = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextLong();
      }
      try {
        decode(random.nextInt(256), bytes);
      } catch (CodecException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(150_000, 200_000);
  }

  @Test
  void theTableHasEveryInputAndEveryConclusion() {
    List<Class<?>> types = new ArrayList<>(RandomRecords.leaves(Event.class));
    types.addAll(RandomRecords.leaves(Derived.class));
    types.remove(Derived.Holding.class);
    assertThat(Stream.of(Kind.values()).<Class<?>>map(Kind::type))
        .containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void tagsAreAsTheyHaveAlwaysBeen() {
    assertThat(Stream.of(Kind.values()).map(k -> k.name() + "=" + k.tag()))
        .containsExactly(
            ("STARTED=1 TIMER=2 CUT_TAKEN=3 PUBLISHED=4 DURABLE=5 COMMAND=6 BACKOFF=7 STOPPED=8"
                    + " SWITCHED=9 RESTRICTED=10 RELEASED=11 LICENSED=12 SHADOWED=13 LOG_STATE=14 DEPTH_SNAPSHOT=16 DEPTH_UPDATE=17 BOOK_TICKER=18 TRADE=19 MARK_PRICE=20"
                    + " KLINE=21 STREAM_STATE=22 ORDER_REPORT=32 SEND_OUTCOME=33 SUPPRESSED=34"
                    + " ORDER_FOUND=35 OPEN_ORDERS=36 PAST_FILLS=37 ACCOUNT_SNAPSHOT=38"
                    + " ACCOUNT_UPDATE=39 CLOCK_SAMPLE=40 INSTRUMENTS=41 USER_STREAM_STATE=42"
                    + " BELIEVED=64 MATCHED=65 DELIBERATED=66 ISSUED=67 WITHDRAWN=68 ORDERED=69"
                    + " CANCELLED=70 REFUSED=71 MODE_CHANGED=72 SNAPSHOT=73 TRACE_HEAD=74"
                    + " ADOPTED=75 FOUND=76 BREACHED=78 ADMITTED=79 USED=80 WARNED=81 DISAGREED=82"
                    + " LIMITS_IN_FORCE=83 SEEN=84")
                .split(" "));
  }

  @Test
  void constantsThatAreWrittenByOrdinalKeepTheirOrder() {
    assertThat(order(Side.values())).isEqualTo("BUY SELL");
    assertThat(order(OrderKind.values())).isEqualTo("LIMIT POST_ONLY IOC MARKET STOP_MARKET");
    assertThat(order(Mode.values())).isEqualTo("NORMAL REDUCE PAUSE EMERGENCY");
    assertThat(order(Regime.values())).isEqualTo("CALM TRENDING RANGING VIOLENT");
    assertThat(order(TacticKind.values())).isEqualTo("JOIN PEG CROSS SLICE");
    assertThat(order(Stage.values()))
        .isEqualTo("FACTS STRATEGY FEASIBLE SIZING GUARD SAFETY VENUE");
    assertThat(order(DeskEvent.CommandKind.values())).isEqualTo("PAUSE REDUCE RESUME KILL");
    assertThat(order(VenueEvent.OrderStatus.values()))
        .isEqualTo("NEW PARTIALLY_FILLED FILLED CANCELED REJECTED EXPIRED");
    assertThat(order(VenueEvent.Request.values()))
        .isEqualTo("PLACE CANCEL CANCEL_ALL PLACE_STOP CANCEL_STOP ARM_DEADMAN");
    assertThat(order(VenueEvent.Outcome.values()))
        .isEqualTo("ACCEPTED REJECTED UNKNOWN NOT_FOUND NOT_SENT");
  }

  @Test
  void aRecordOfRareComponentsComesBackAsItWas() {
    RecordPayload payload = RecordPayload.of(Rare.class);
    RandomRecords random = new RandomRecords(1);
    for (int i = 0; i < ROUNDS; i++) {
      Object value = random.next(Rare.class);
      ByteSink sink = new ByteSink(16);
      payload.write(sink, value);
      ByteSource source = new ByteSource(sink.array(), 0, sink.size());
      assertThat(payload.read(source)).isEqualTo(value);
      source.finish();
    }
  }

  @Test
  void aRecordWithFloatingPointIsRefused() {
    assertThatThrownBy(() -> RecordPayload.of(Floating.class))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("double value");
  }

  @Test
  void anUnknownKindIsNamed() {
    assertThatThrownBy(() -> decode(63, new byte[0]))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("unknown kind 63")
        .hasMessageContaining("\nMaybe");
  }

  @Test
  void aBookChangeIsSmall() {
    long[] bids = new long[20];
    long[] asks = new long[20];
    for (int i = 0; i < 10; i++) {
      bids[2 * i] = 600_000L - i;
      bids[2 * i + 1] = 1_000L + i;
      asks[2 * i] = 600_001L + i;
      asks[2 * i + 1] = 2_000L + i;
    }
    byte[] bytes =
        encode(
            new MarketEvent.DepthUpdate(
                0,
                5_000_000_000L,
                5_000_000_010L,
                4_999_999_999L,
                1_723_000_000_000L,
                1_723_000_000_000L,
                Levels.of(bids),
                Levels.of(asks)));
    assertThat(bytes.length).isLessThan(90);
  }

  private static byte[] encode(Object value) {
    ByteSink sink = new ByteSink(16);
    if (value instanceof Event event) {
      Codec.encode(event, sink);
    } else {
      Codec.encode((Derived) value, sink);
    }
    return sink.toBytes();
  }

  private static Object decode(int tag, byte[] bytes) {
    ByteSource source = new ByteSource(bytes, 0, bytes.length);
    return tag < 64 ? Codec.event(tag, source) : Codec.derived(tag, source);
  }

  private static String order(Enum<?>[] constants) {
    return String.join(" ", Stream.of(constants).map(Enum::name).toList());
  }
}
