package dev.warrant.rules.pack;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A policy pack, read and checked.
///
/// @param digest over sorted path and raw bytes of every file
/// @param measures declared ranges of measures, of all its limits read at least, in order of
///   [MeasureRange#measure]
/// @param limits in the guard's order: layer, then id
/// @param asks what limits ask for besides refusing orders, by id; those that ask for nothing are
///   left out
/// @param scope where it holds
/// @param diagnosis path and text of the rules its desks are watched by
public record PolicyPack(
    String name,
    String version,
    Digest digest,
    List<MeasureRange> measures,
    List<Limit> limits,
    SortedMap<String, Asks> asks,
    Scope scope,
    SortedMap<String, String> diagnosis) {
  public PolicyPack {
    measures = List.copyOf(measures);
    limits = List.copyOf(limits);
    asks = Collections.unmodifiableSortedMap(new TreeMap<>(asks));
    diagnosis = Collections.unmodifiableSortedMap(new TreeMap<>(diagnosis));
  }

  /// The decision tables its limits read, by name.
  public SortedMap<String, DecisionTable> tables() {
    SortedMap<String, DecisionTable> out = new TreeMap<>();
    for (Limit limit : limits) {
      limit.tables().values().forEach(one -> out.put(one.table().name(), one.table()));
    }
    return Collections.unmodifiableSortedMap(out);
  }

  /// A pack whose limits ask for nothing else.
  public PolicyPack(
      String name, String version, Digest digest, List<MeasureRange> measures, List<Limit> limits) {
    this(name, version, digest, measures, limits, new TreeMap<>());
  }

  /// A pack that holds everywhere and has no rules of diagnosis.
  public PolicyPack(
      String name,
      String version,
      Digest digest,
      List<MeasureRange> measures,
      List<Limit> limits,
      SortedMap<String, Asks> asks) {
    this(name, version, digest, measures, limits, asks, Scope.EVERYWHERE, new TreeMap<>());
  }

  /// What the limit of this id asks for.
  public Asks asks(String limit) {
    return asks.getOrDefault(limit, Asks.NOTHING);
  }
}
