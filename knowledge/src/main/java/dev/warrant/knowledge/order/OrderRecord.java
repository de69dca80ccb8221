package dev.warrant.knowledge.order;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// An order as admitted: written before its bytes leave.
///
/// @param price limit price; stop price for a stop; collar price for a market order
/// @param bindingLimit the limit with the least relative margin, as an index into the guard's list
/// @param margin that limit's margin in the limit's own scale
/// @param measures digest of the measure vector the guard saw
/// @param root trace node of the warrant; [Digest#ZERO] for exits
/// @param cause sequence number of the input that led to it
public record OrderRecord(
    String clientId,
    int epoch,
    long warrant,
    int instrument,
    Side side,
    OrderKind kind,
    @Ticks long price,
    @Lots long lots,
    boolean reduceOnly,
    int bindingLimit,
    long margin,
    Digest measures,
    Digest root,
    long cause) {}
