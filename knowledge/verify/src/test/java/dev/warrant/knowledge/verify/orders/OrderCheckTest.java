package dev.warrant.knowledge.verify.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.RandomRecords;
import dev.warrant.knowledge.unit.Digest;
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

  private static void shown(OrderCheck check, byte[] bytes) {
    check.record(bytes, 0, bytes.length, 0);
  }

  private static Derived.LimitsInForce statement() {
    Derived.Polynomial size =
        new Derived.Polynomial(
            1,
            "size",
            "POSITION",
            false,
            "order.lots <= 5",
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
