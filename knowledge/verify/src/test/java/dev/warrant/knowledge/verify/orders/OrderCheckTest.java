package dev.warrant.knowledge.verify.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.RandomRecords;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever stands in a journal, the verifier of orders answers.
class OrderCheckTest {
  private static final int HEADER = 64;

  private final SeededRandom random = new SeededRandom(83);

  private static byte[] record(Object value, long seq, int ordinal) {
    ByteSink payload = new ByteSink(256);
    boolean input = value instanceof Event;
    int kind =
        input ? Codec.encode((Event) value, payload) : Codec.encode((Derived) value, payload);
    byte[] out = new byte[HEADER + payload.size()];
    System.arraycopy(payload.array(), 0, out, HEADER, payload.size());
    ByteBuffer b = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(36, out.length).put(42, (byte) (input ? 1 : 2)).put(43, (byte) kind);
    b.putInt(44, ordinal).putLong(48, seq).putLong(56, seq * 1_000_000);
    return out;
  }

  @Test
  void recordsOfAllKindsInAnyOrderAreAnswered() {
    RandomRecords records = new RandomRecords(29);
    for (int round = 0; round < 300; round++) {
      OrderCheck check = new OrderCheck(List.of());
      shown(check, record(statement(), 1, 0));
      for (int i = 2; i < 200; i++) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        byte[] bytes = record(records.next(kind.type()), i, 0);
        if (random.nextInt(4) == 0 && bytes.length > HEADER) {
          bytes[HEADER + random.nextInt(bytes.length - HEADER)] ^= (byte) (1 << random.nextInt(8));
        }
        shown(check, bytes);
      }
      assertThat(check.report().statements()).isNotEmpty();
    }
  }

  private static Derived.Issued issued(long id, int rate) {
    return new Derived.Issued(
        new Warrant(
            1,
            id,
            0,
            Side.BUY,
            10,
            1,
            1_000,
            1,
            5,
            rate,
            1L << 50,
            10,
            new Tactic(TacticKind.JOIN, 1, 0, 1, 1),
            List.of(),
            Digest.ZERO,
            Digest.ZERO,
            Digest.ZERO,
            Digest.ZERO));
  }

  private static byte[] order(int seq) {
    return order("W" + seq, seq);
  }

  private static byte[] order(String id, int seq) {
    return record(
        new Derived.Ordered(
            new OrderRecord(id, 1, 7, 0, Side.BUY, OrderKind.LIMIT, 100, 3, false, Digest.ZERO, 1)),
        seq,
        0);
  }

  private static List<String> without(OrderCheck check) {
    return check.report().wrong().stream()
        .map(OrderCheck.Wrong::what)
        .filter(w -> w.startsWith("an order without a warrant"))
        .toList();
  }

  @Test
  void aWarrantThatWasWithdrawnOrIsOfAnEarlierLifeIsNone() {
    OrderCheck check = new OrderCheck(List.of());
    shown(check, record(statement(), 1, 0));
    shown(check, record(issued(7, 5), 1, 1));
    shown(check, order(2));
    assertThat(without(check)).isEmpty();
    shown(check, record(new Derived.Withdrawn(1, 7, "replaced"), 3, 0));
    shown(check, order(4));
    assertThat(without(check)).singleElement().asString().contains("7 of epoch 1 was withdrawn");

    OrderCheck again = new OrderCheck(List.of());
    shown(again, record(statement(), 1, 0));
    shown(again, record(issued(7, 5), 1, 1));
    shown(
        again,
        record(
            new DeskEvent.Started(
                2, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "none"),
            2,
            0));
    shown(again, order(3));
    assertThat(without(again)).singleElement().asString().contains("in this life of the desk");
  }

  private static DeskEvent.Started started() {
    Instrument btc =
        new Instrument(0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());
    return new DeskEvent.Started(
        1, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(btc), "x],1,1,1,1,1,1,1,1)");
  }

  /// Each order is held against all that are open: of a million, a forger's verifier would not end
  /// for hours.
  @Test
  void moreOpenOrdersThanAnyDeskHasAreAFinding() {
    OrderCheck check = new OrderCheck(List.of());
    shown(check, record(started(), 1, 0));
    shown(check, record(statement(), 1, 0));
    for (int i = 0; i < 6_000; i++) {
      shown(check, order("X" + i, 1));
    }
    assertThat(check.report().orders()).isEqualTo(6_000);
    assertThat(check.report().wrong())
        .anySatisfy(w -> assertThat(w.what()).contains("more than 4096 orders"));
  }

  /// Room for a million orders each would be 24 GB.
  @Test
  void warrantsOfAnyRateTakeNoMoreRoomThanOrdersUnderThem() {
    OrderCheck check = new OrderCheck(List.of());
    shown(check, record(statement(), 1, 0));
    for (int i = 1; i <= 3_000; i++) {
      shown(check, record(issued(i, Integer.MAX_VALUE), 2, i));
    }
    assertThat(check.report().wrong()).hasSize(1);
  }

  @Test
  void ordersUnderNoStatementAreWrongForWhoeverSaysWhichLimitsMayBeInForce() {
    RandomRecords records = new RandomRecords(31);
    byte[] order = record(records.next(Kind.ORDERED.type()), 1, 0);
    OrderCheck any = new OrderCheck(List.of());
    shown(any, order);
    assertThat(any.report().wrong()).isEmpty();
    assertThat(any.report().unstated()).isEqualTo(1);
    OrderCheck one = new OrderCheck(List.of("00ff"));
    shown(one, order);
    assertThat(one.report().wrong())
        .singleElement()
        .satisfies(w -> assertThat(w.what()).contains("no limits are on record"));
  }

  private static void shown(OrderCheck check, byte[] bytes) {
    check.record(bytes, 0, bytes.length, 0);
  }

  /// Whoever has the desk's key could state looser limits for one order, and the right ones again.
  @Test
  void aPolicyThatHasOtherLimitsInBetweenIsWrong() {
    OrderCheck check = new OrderCheck(List.of());
    shown(check, record(statement(), 1, 0));
    shown(check, record(statement(), 2, 0));
    assertThat(check.report().wrong()).noneMatch(w -> w.what().contains("than this policy had"));
    shown(check, record(statement("order.lots <= 500"), 3, 0));
    shown(check, record(statement(), 4, 0));
    assertThat(check.report().wrong())
        .filteredOn(w -> w.what().contains("other limits for the entry guard than this policy had"))
        .hasSize(1);
  }

  private static Derived.LimitsInForce statement() {
    return statement("order.lots <= 5");
  }

  private static Derived.LimitsInForce statement(String says) {
    Derived.Polynomial size =
        new Derived.Polynomial(
            1,
            "size",
            "POSITION",
            false,
            says,
            List.of(0),
            "true",
            "true",
            "<=",
            "order.lots",
            "5",
            "1",
            true,
            false);
    return new Derived.LimitsInForce(
        "entry",
        Digest.sha256("policy"),
        List.of(new Derived.Scale("order.lots", "LOTS", 1, 100)),
        List.of(size));
  }
}
