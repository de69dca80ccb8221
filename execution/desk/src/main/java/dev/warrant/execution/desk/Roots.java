package dev.warrant.execution.desk;

import dev.warrant.knowledge.unit.Digest;

/// What stands for everything a run has recorded.
///
/// @param traceSize number of trace nodes under `trace`
public record Roots(Digest journal, Digest trace, long traceSize) {}
