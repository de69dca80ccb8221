package dev.warrant.knowledge.order;

/// The guard's answer to an order it did not admit.
///
/// @param objection what objected
/// @param cause sequence number of the input that led to the attempt
public record Refusal(Objection objection, long warrant, long cause) {}
