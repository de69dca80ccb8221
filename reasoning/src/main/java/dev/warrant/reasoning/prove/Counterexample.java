package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.List;
import java.util.SortedMap;

/// Slots on which a guard's code does not answer what the limits say.
///
/// @param obligation which claim it refutes
/// @param slots as the guard reads them (see [Layout])
/// @param expected what the exact reading of the limits answers
/// @param found what the code answers, with 64-bit arithmetic
public record Counterexample(String obligation, List<Long> slots, int expected, int found) {
  public Counterexample {
    slots = List.copyOf(slots);
  }

  /// The slots as the guard takes them.
  public long[] vector() {
    return slots.stream().mapToLong(Long::longValue).toArray();
  }

  /// The measures that are present, as a line of `name = value`.
  public String measures() {
    StringBuilder out = new StringBuilder();
    long[] vector = vector();
    for (MeasureId id : MeasureId.values()) {
      if (present(vector, id)) {
        out.append(out.isEmpty() ? "" : ", ").append(id.text()).append(" = ");
        out.append(vector[Layout.index(id)]);
      }
    }
    return out.toString();
  }

  /// Whether code and limits really differ there.
  boolean real() {
    return expected != found;
  }

  /// The case of a `sat` answer.
  static Counterexample of(String id, GuardClaim claim, Term result, Scripts.Answer answer) {
    long[] slots = slots(answer.numbers(), answer.truths());
    return at(id, claim, result, slots);
  }

  /// The case of these slots.
  static Counterexample at(String id, GuardClaim claim, Term result, long[] slots) {
    List<Long> list = java.util.Arrays.stream(slots).boxed().toList();
    return new Counterexample(id, list, expected(claim, slots), new Run(slots).result(result));
  }

  /// What the limits say.
  static int expected(GuardClaim claim, long[] slots) {
    PolicyPack all = new PolicyPack("claim", "0", claim.pack(), claim.ranges(), claim.limits());
    return new PolicyReading(all).code(new OfSlots(slots));
  }

  /// The slots of a `sat` answer about whole numbers; what it leaves open is 0 and absent.
  public static long[] slots(Scripts.Answer answer) {
    return slots(answer.numbers(), answer.truths());
  }

  private static long[] slots(
      SortedMap<String, Rational> numbers, SortedMap<String, Boolean> truths) {
    long[] out = new long[Layout.LENGTH];
    for (MeasureId id : MeasureId.values()) {
      Rational value = numbers.get(id.text());
      if (value != null) {
        out[Layout.index(id)] = value.numerator().longValueExact();
      }
    }
    for (int n = 0; n < Long.SIZE * Layout.HEADER; n++) {
      String name = n < MeasureId.values().length ? MeasureId.values()[n].text() + "?" : "bit." + n;
      if (truths.getOrDefault(name, false)) {
        out[n >> 6] |= 1L << (n & 63);
      }
    }
    return out;
  }

  static boolean present(long[] slots, MeasureId id) {
    int n = id.ordinal();
    return (slots[n >> 6] >>> (n & 63) & 1) != 0;
  }

  private static final class OfSlots implements Measures {
    private final long[] slots;

    OfSlots(long[] slots) {
      this.slots = slots;
    }

    @Override
    public boolean present(MeasureId measure) {
      return Counterexample.present(slots, measure);
    }

    @Override
    public long value(MeasureId measure) {
      return slots[Layout.index(measure)];
    }
  }
}
