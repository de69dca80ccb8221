package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// An order that one policy admits and another refuses.
///
/// @param guard which guard was asked: `entry` or `exit`
/// @param limit the limit that refuses it
/// @param says the refusing limit's sentence about it, in the words of its author
/// @param measures what the order and its moment look like; a measure that is missing has no value
public record Witness(String guard, Limit limit, String says, SortedMap<MeasureId, Long> measures) {
  public Witness {
    measures = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(measures));
  }

  /// The witness in a `sat` answer, if both policies' exact readings bear it out.
  static Optional<Witness> of(
      GuardClaim admitting, GuardClaim other, Limit limit, Scripts.Answer answer) {
    if (answer.verdict() != Verdict.SAT) {
      return Optional.empty();
    }
    Moment moment = new Moment();
    for (MeasureId id : MeasureId.values()) {
      if (answer.truths().getOrDefault(id.text() + "?", false)) {
        var value = answer.numbers().get(id.text());
        moment.values.put(id, value == null ? 0L : value.numerator().longValueExact());
      }
    }
    if (new PolicyReading(pack(admitting)).first(moment).isPresent()) {
      return Optional.empty();
    }
    Reading refusal = new PolicyReading(pack(other)).read(limit, moment);
    if (refusal.admits()) {
      return Optional.empty();
    }
    return Optional.of(
        new Witness(
            other.guard(),
            limit,
            limit.says().isEmpty() ? Words.of(limit) : LimitSays.text(refusal, moment),
            new TreeMap<>(moment.values)));
  }

  private static PolicyPack pack(GuardClaim claim) {
    return new PolicyPack(claim.guard(), "0", claim.pack(), claim.ranges(), claim.limits());
  }

  private static final class Moment implements Measures {
    private final Map<MeasureId, Long> values = new EnumMap<>(MeasureId.class);

    @Override
    public boolean present(MeasureId measure) {
      return values.containsKey(measure);
    }

    @Override
    public long value(MeasureId measure) {
      return values.getOrDefault(measure, 0L);
    }
  }
}
