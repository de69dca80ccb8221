package dev.warrant.reasoning.explain;

/// How much of a derivation is shown.
public enum Depth {
  /// One sentence.
  SHORT,
  /// The sentence and a tree to depth 3.
  MID,
  /// Everything down to the facts and the inputs they rest on.
  LONG
}
