package dev.warrant.rules.pack;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import java.util.List;

/// A policy pack, read and checked.
///
/// @param digest over sorted path and raw bytes of every file
/// @param measures declared ranges of measures, of all its limits read at least, in order of
///   [MeasureRange#measure]
/// @param limits in the guard's order: layer, then id
public record PolicyPack(
    String name, String version, Digest digest, List<MeasureRange> measures, List<Limit> limits) {
  public PolicyPack {
    measures = List.copyOf(measures);
    limits = List.copyOf(limits);
  }
}
