package dev.warrant.knowledge.order;

/// How the executor works a warrant.
public enum TacticKind {
  /// Rest at the best price of the own side and stay there.
  JOIN,
  /// Rest at an offset from the microprice, moving when it moves enough.
  PEG,
  /// Take at once, within the price band.
  CROSS,
  /// Take in equal parts at equal times.
  SLICE
}
