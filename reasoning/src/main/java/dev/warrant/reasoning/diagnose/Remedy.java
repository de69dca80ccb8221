package dev.warrant.reasoning.diagnose;

import dev.warrant.knowledge.event.DeskEvent.CommandKind;

/// What a diagnosis asks for.
///
/// @param rule the rule that said so
public record Remedy(CommandKind command, String diagnosis, String rule) {}
