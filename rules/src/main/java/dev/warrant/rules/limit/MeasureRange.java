package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;

/// The declared range of a measure; a value outside refuses every order the measure matters to.
public record MeasureRange(MeasureId measure, long min, long max) {}
