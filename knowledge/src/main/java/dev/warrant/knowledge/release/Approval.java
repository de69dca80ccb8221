package dev.warrant.knowledge.release;

import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.unit.Digest;
import java.util.List;

/// What an approval says: which proposal, and what its signer looked at.
///
/// @param of number of the proposal's record
/// @param record digest of that record, signature included
/// @param packs as in the proposal, so that the approval speaks for itself
/// @param analysis digest of the analysis report
/// @param impact digest of the impact report
/// @param tool version of the tool that showed them
/// @param page digest of the page that was shown
public record Approval(
    long of,
    Digest record,
    Terms.Packs packs,
    Digest analysis,
    Digest impact,
    String tool,
    Digest page) {
  /// What an approval's statement is called.
  public static final String KIND = "approve";

  private static final List<String> NAMES =
      List.of(
          "of",
          "record",
          "policy",
          "strategy",
          "model",
          "parent",
          "analysis",
          "impact",
          "tool",
          "page");

  /// The approval of a proposal by somebody who saw `page`.
  public static Approval of(Signed proposal, String tool, Digest page) {
    Terms terms = Terms.of(proposal.statement());
    return new Approval(
        proposal.statement().number(),
        proposal.digest(),
        terms.packs(),
        terms.evidence().analysis(),
        terms.evidence().impact(),
        tool,
        page);
  }

  /// The approval in a statement.
  ///
  /// @throws ReleaseException if it is none
  public static Approval of(Statement s) {
    if (!s.kind().equals(KIND)) {
      throw new ReleaseException("approval-form", "\"" + s.kind() + "\"", "\"" + KIND + "\"");
    }
    s.only(NAMES);
    String of = s.value("of");
    if (!of.matches("[1-9][0-9]{0,8}")) {
      throw new ReleaseException("statement-value", "\"" + of + "\" as of", "a number");
    }
    Approval out =
        new Approval(
            Long.parseLong(of),
            s.digest("record"),
            new Terms.Packs(
                s.digest("policy"), s.digest("strategy"), s.digest("model"), s.digest("parent")),
            s.digest("analysis"),
            s.digest("impact"),
            s.value("tool"),
            s.digest("page"));
    if (!out.lines().equals(s.lines())) {
      throw new ReleaseException("approval-form", "lines in another order", "their own order");
    }
    return out;
  }

  /// Whether this approves exactly that proposal.
  public boolean fits(Signed proposal) {
    return equals(of(proposal, tool, page));
  }

  /// As lines of a statement.
  public List<Line> lines() {
    return List.of(
        new Line("of", Long.toString(of)),
        new Line("record", record.hex()),
        new Line("policy", packs.policy().hex()),
        new Line("strategy", packs.strategy().hex()),
        new Line("model", packs.model().hex()),
        new Line("parent", packs.parent().hex()),
        new Line("analysis", analysis.hex()),
        new Line("impact", impact.hex()),
        new Line("tool", tool),
        new Line("page", page.hex()));
  }
}
