package dev.warrant.reasoning.check;

/// What can be found about a pack. Codes are stable; `docs/findings/` has a page for each.
public enum FindingCode {
  W101("contradictory limits: no order can pass"),
  W102("vacuous limit: it never refuses"),
  W103("unreachable condition: the limit never binds"),
  W104("redundant limit: others refuse all that it refuses"),
  W105("shadowed limit: an earlier limit always refuses first"),
  W106("mandatory limit missing"),
  W107("parameter out of its range"),
  W108("measure nobody reads"),
  W109("pattern nobody reads"),
  W110("theory clause that can never succeed"),
  W120("gap in a table: no row stands for some input"),
  W121("overlap in a table: two rows match at once"),
  W122("unreachable row: it never decides"),
  W123("output of a table nobody reads"),
  W130("intent rule that can never match"),
  W131("intent rule subsumed by another"),
  W132("intent rules that can fire together with opposite intents"),
  W133("intent rule not analysed"),
  W134("feature nobody uses"),
  W135("a negation of what nothing makes");

  private final String title;

  FindingCode(String title) {
    this.title = title;
  }

  /// Whether a pack with it may not be approved, whatever its authors say: an order would meet a
  /// limit whose bound nobody knows.
  public boolean blocks() {
    return this == W120 || this == W121;
  }

  /// What it means, in a few words.
  public String title() {
    return title;
  }
}
