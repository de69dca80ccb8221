package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.unit.Digest;

/// What a deliberation was made under.
public record PackDigests(Digest policy, Digest strategy, Digest model) {}
