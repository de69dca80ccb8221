package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.unit.Digest;

/// An order of a trace.
///
/// @param name the first quoted text of its content, its client id
/// @param node id of its node
public record TraceOrder(String name, Digest node) {}
