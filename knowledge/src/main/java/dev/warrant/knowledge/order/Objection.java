package dev.warrant.knowledge.order;

import dev.warrant.knowledge.unit.Side;

/// A named reason against an intent or order.
///
/// @param rule id of the limit, clause or rule that objects
/// @param subject the intent's strategy, or the order's client id
/// @param condition the condition as its author wrote it
/// @param value what was found, in the unit of the condition's left side
/// @param limit what is allowed
/// @param distance how far beyond, never negative
/// @param says one sentence in the rule author's words with values filled in
public record Objection(
    Stage stage,
    String rule,
    int instrument,
    Side side,
    String subject,
    String condition,
    long value,
    long limit,
    long distance,
    String says) {}
