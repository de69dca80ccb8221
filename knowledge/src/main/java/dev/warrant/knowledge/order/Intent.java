package dev.warrant.knowledge.order;

import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// A deduced wish to trade.
///
/// @param instrument index of the instrument
/// @param strategy name of the strategy, such as `momentum`
/// @param rule the rule that deduced it
/// @param edgeCentiBps expected edge before costs, in hundredths of a basis point
/// @param horizonMillis how long the edge is expected to last
/// @param stopTicks distance of the protective stop from entry
public record Intent(
    int instrument,
    Side side,
    String strategy,
    String rule,
    long edgeCentiBps,
    long horizonMillis,
    Urgency urgency,
    @Ticks long stopTicks) {}
