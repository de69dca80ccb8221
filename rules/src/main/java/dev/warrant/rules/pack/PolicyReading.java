package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.LookupOnly;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a whole policy by its meaning, in the guard's order: before each limit that binds, the
/// presence and range of every measure it reads, in the order of the catalogue.
@LookupOnly("what a limit reads, by limit")
public final class PolicyReading {
  private final List<Limit> limits;
  private final Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);

  /// What each limit of the pack reads.
  private final IdentityHashMap<Limit, List<MeasureId>> reads = new IdentityHashMap<>();

  /// A reader of `pack`.
  public PolicyReading(PolicyPack pack) {
    limits = pack.limits();
    for (Limit limit : limits) {
      reads.put(limit, LimitReader.reads(limit));
    }
    for (MeasureRange range : pack.measures()) {
      ranges.put(range.measure(), range);
    }
  }

  /// The first limit of `pack` that refuses the order, if any does.
  public static Optional<Reading> first(PolicyPack pack, Measures measures) {
    return new PolicyReading(pack).first(measures);
  }

  /// The first limit that refuses the order, if any does.
  public Optional<Reading> first(Measures measures) {
    for (Limit limit : limits) {
      Reading reading = read(limit, measures);
      if (!reading.admits()) {
        return Optional.of(reading);
      }
    }
    return Optional.empty();
  }

  /// The answer of the guard to the same order: 0 if admitted, `n` if limit number `n` is the first
  /// one violated, `-(1 + ordinal)` if a measure is absent or out of range.
  public int code(Measures measures) {
    return first(measures)
        .map(reading ->
            switch (reading) {
              case Reading.NotBinding _ -> 0;
              case Reading.Absent a -> -(1 + a.measure().ordinal());
              case Reading.OutOfRange o -> -(1 + o.measure().ordinal());
              case Reading.NoRow n -> n.limit().number();
              case Reading.Judged j -> j.limit().number();
            })
        .orElse(0);
  }

  /// Every limit's reading, in the guard's order.
  public List<Reading> all(Measures measures) {
    List<Reading> out = new ArrayList<>();
    for (Limit limit : limits) {
      out.add(read(limit, measures));
    }
    return out;
  }

  /// Reads one limit, ranges included.
  public Reading read(Limit limit, Measures measures) {
    if (limit.binds() == Binds.INCREASING) {
      Reading fault = fault(limit, MeasureId.ORDER_INCREASING, measures);
      if (fault != null) {
        return fault;
      }
      if (measures.value(MeasureId.ORDER_INCREASING) == 0) {
        return new Reading.NotBinding(limit);
      }
    }
    List<MeasureId> known = reads.get(limit);
    for (MeasureId id : known == null ? LimitReader.reads(limit) : known) {
      Reading fault = fault(limit, id, measures);
      if (fault != null) {
        return fault;
      }
    }
    return LimitReader.judge(limit, measures);
  }

  private @Nullable Reading fault(Limit limit, MeasureId id, Measures measures) {
    if (!measures.present(id)) {
      return new Reading.Absent(limit, id);
    }
    MeasureRange range = ranges.get(id);
    long value = measures.value(id);
    return range != null && (value < range.min() || value > range.max())
        ? new Reading.OutOfRange(limit, id, value, range)
        : null;
  }
}
