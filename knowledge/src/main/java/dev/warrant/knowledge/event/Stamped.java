package dev.warrant.knowledge.event;

/// An input as the journal keeps it.
///
/// @param seq sequence number, contiguous from 1
/// @param nanos desk time in nanoseconds since the epoch, never decreasing
public record Stamped(long seq, long nanos, Event event) {}
