package dev.warrant.reasoning.sizing;

import java.util.List;

/// One intent to size: what each level would mean. Level 0 is always "not at all".
///
/// @param index place among the stakes, from 0
/// @param instrument index of the instrument
/// @param lots worst-case lots of the intent's side at each level, `lots[0]` is 0
/// @param added lots beyond the worst case that exists now, at each level
/// @param gain expected gain after costs at each level, in 1e-6 USDT
/// @param risk standard deviation over the horizon at each level, signed by direction, in cents
/// @param kellyLots most lots the Kelly fraction allows
public record Stake(
    int index,
    int instrument,
    List<Long> lots,
    List<Long> added,
    List<Long> gain,
    List<Long> risk,
    long kellyLots) {
  public Stake {
    lots = List.copyOf(lots);
    added = List.copyOf(added);
    gain = List.copyOf(gain);
    risk = List.copyOf(risk);
    int n = lots.size();
    if (n < 2 || added.size() != n || gain.size() != n || risk.size() != n || lots.get(0) != 0) {
      throw new IllegalArgumentException(
          "a stake has at least two levels, the first of them 0 lots; found " + lots);
    }
  }

  /// Number of levels, 0 included.
  public int levels() {
    return lots.size();
  }
}
