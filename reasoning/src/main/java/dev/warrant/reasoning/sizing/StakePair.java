package dev.warrant.reasoning.sizing;

/// How two stakes bear on each other.
///
/// @param first index of the one stake
/// @param second index of the other, larger
/// @param correlationPpm correlation of their instruments' returns, -1000000 to 1000000
/// @param exclusive whether only one of them may be more than nothing
public record StakePair(int first, int second, long correlationPpm, boolean exclusive) {}
