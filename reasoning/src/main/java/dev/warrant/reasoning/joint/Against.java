package dev.warrant.reasoning.joint;

import dev.warrant.knowledge.order.Objection;

/// Something that speaks against an intent because of others, with its proof.
///
/// @param intent its place in [Standing#intents]
/// @param proof where the rule's conclusion is proved
public record Against(int intent, Objection objection, Step proof) {}
