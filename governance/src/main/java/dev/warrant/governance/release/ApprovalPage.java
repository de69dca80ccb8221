package dev.warrant.governance.release;

import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.rules.pack.ParameterEdits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The page an approver sees before signing. It is kept by digest, and the digest is signed.
public final class ApprovalPage {
  private static final int SHOWN_MAX = 20_000;

  private ApprovalPage() {}

  /// The page of a proposal: its statement, what stands under it, and both reports.
  public static byte[] of(House house, Proposal p) throws IOException {
    Terms.Evidence evidence = p.terms().evidence();
    StringBuilder out = new StringBuilder("Proposal " + p.number() + " by " + p.author() + "\n\n");
    for (Statement.Line line : p.signed().statement().lines()) {
      out.append("  ").append(line.name()).append(": ").append(line.value()).append('\n');
    }
    out.append("\nSigned so far by people of risk: ").append(p.people(house.roster()));
    Path policy = house.store().pack(p.terms().packs().policy());
    out.append("\nPolicy: packs/").append(policy.getFileName()).append('\n');
    if (p.terms().canary().exists()) {
      out.append("Canary: packs/").append(p.terms().canary().policy().hex()).append(", with");
      for (ParameterEdits.Edit e : ParameterEdits.canary(policy)) {
        out.append("\n  ").append(e.spot().name()).append(' ').append(e.value());
        out.append(' ').append(e.spot().unit()).append(" in place of ").append(e.spot().value());
      }
      out.append('\n');
    }
    section(out, "Analysis", house.store().blob(evidence.analysis()));
    section(out, "Impact", house.store().blob(evidence.impact()));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void section(StringBuilder out, String name, byte[] report) {
    String text = new String(report, StandardCharsets.UTF_8);
    boolean whole = text.length() <= SHOWN_MAX;
    out.append("\n== ").append(name).append(" ==\n");
    out.append(whole ? text : text.substring(0, SHOWN_MAX)).append('\n');
    if (!whole) {
      out.append("… ").append(text.length() - SHOWN_MAX).append(" more characters in the file\n");
    }
  }
}
