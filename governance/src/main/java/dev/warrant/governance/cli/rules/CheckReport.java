package dev.warrant.governance.cli.rules;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.check.AdmittedOrder;
import dev.warrant.reasoning.check.TheoremProof;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.Hierarchy;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.rules.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/// A check as text: for people first, the same for the same packs, without times.
public final class CheckReport {
  /// How a report begins.
  public static final String HEAD = "Warrant analysis report, version 1";

  /// How the verdict begins of packs that are fit to be approved.
  public static final String PROVED = "VERDICT: proved.";

  private final StringBuilder out = new StringBuilder();

  private CheckReport() {}

  /// The analysis report.
  public static String of(CheckResult result) {
    CheckReport report = new CheckReport();
    report.line(HEAD);
    result.packs().forEach(report::line);
    result.errors().forEach(e -> report.line(e.text()));
    result.line().links().forEach(report::parent);
    result.guards().forEach(report::guard);
    if (!result.theorems().isEmpty()) {
      long held = result.theorems().stream().filter(TheoremProof::holds).count();
      report.line("");
      report.line(held + " of " + result.theorems().size() + " theorems hold");
      result.theorems().forEach(report::theorem);
    }
    if (result.readable() || !result.findings().isEmpty()) {
      report.findings(result.findings());
    }
    report.line("");
    report.line(verdict(result));
    return report.out.toString();
  }

  private static String verdict(CheckResult result) {
    if (!result.readable()) {
      return "VERDICT: the packs cannot be read; "
          + result.errors().size()
          + (result.errors().size() == 1 ? " thing is" : " things are")
          + " wrong with them.";
    }
    if (result.good()) {
      return PROVED
          + " The guards do exactly what the limits say, every theorem holds, and"
          + " every finding is explained.";
    }
    long guards = result.guards().stream().filter(g -> !g.proof().proved()).count();
    long theorems = result.theorems().stream().filter(t -> !t.holds()).count();
    long findings = result.findings().stream().filter(f -> f.why().isEmpty()).count();
    return "VERDICT: not fit to be approved: "
        + (result.line().proved() ? "" : "it may do what its parent may not, ")
        + guards
        + " guards not proved, "
        + theorems
        + " theorems that do not hold, "
        + findings
        + " findings without an explanation.";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void parent(Hierarchy.Link link) {
    line("");
    line((link.inside().proved() ? "" : "NOT INSIDE ITS PARENT: ") + link.says());
  }

  private void guard(CheckResult.Proved one) {
    GuardProof proof = one.proof();
    line("");
    line(
        "guard of "
            + (proof.guard().equals("entry") ? "orders " : "exits ")
            + one.guard().digest().hex()
            + ", proof "
            + proof.digest().hex());
    one.claim()
        .stated()
        .ifPresent(stated -> line("  stated as polynomials " + CheckResult.digest(stated).hex()));
    long held = proof.answers().stream().filter(GuardProof.Answered::holds).count();
    line(
        (proof.proved() ? "  proved: " : "  NOT PROVED: ")
            + held
            + " of "
            + proof.answers().size()
            + " obligations asked hold for all orders and all states");
    proof.open().forEach(a -> line("  " + a.verdict() + " " + a.id() + ": " + a.says()));
    proof.empty().forEach(a -> line("  holds of nothing: " + a.id() + ": " + a.says()));
    proof
        .counterexample()
        .ifPresent(c ->
            line(
                "  the code answers "
                    + c.found()
                    + " where the limits say "
                    + c.expected()
                    + ": "
                    + c.measures()));
  }

  private void theorem(TheoremProof proof) {
    line("  " + (proof.holds() ? "holds " : "FAILS ") + proof.theorem().id());
    line("    " + proof.theorem().says());
    line("    " + proof.theorem().prove().text() + "  (" + proof.theorem().file() + ")");
    if (!proof.cites().isEmpty()) {
      line(
          "    rests on "
              + proof.cites().stream()
                  .map(l -> l.id() + " (" + l.file() + ")")
                  .collect(Collectors.joining(", "))
              + (proof.idle().isEmpty()
                  ? "; without any one of them it fails"
                  : "; whether it needs "
                      + proof.idle().stream().map(Limit::id).collect(Collectors.joining(", "))
                      + " is not known"));
    }
    EnumSet<MeasureId> told = EnumSet.noneOf(MeasureId.class);
    told.addAll(proof.theorem().measures());
    proof
        .counterexample()
        .ifPresent(order -> {
          EnumSet<MeasureId> more = EnumSet.copyOf(CheckReport.orderMeasures());
          more.addAll(told);
          line(
              "    This order is admitted"
                  + (order.admitted() ? "" : ", or so it seems")
                  + " and breaks it:");
          order.lines(more).forEach(one -> line("      " + one));
        });
    if (!proof.solved().isEmpty()) {
      line("    " + proof.solved());
    }
    if (proof.witness().isPresent() && !proof.holds()) {
      line("    the guard answers " + proof.witness().orElseThrow().answer() + " to its example");
    }
  }

  private static EnumSet<MeasureId> orderMeasures() {
    return EnumSet.of(
        MeasureId.ORDER_SIGN,
        MeasureId.ORDER_LOTS,
        MeasureId.ORDER_PRICE,
        MeasureId.ORDER_NOTIONAL,
        MeasureId.MARKET_MARK,
        MeasureId.ACCOUNT_EQUITY);
  }

  private void findings(List<CheckResult.Told> findings) {
    line("");
    line(findings.isEmpty() ? "no findings" : findings.size() + " findings");
    for (CheckResult.Told told : findings) {
      line("  " + told.finding().text());
      line(
          told.why().isEmpty()
              ? (told.finding().code().blocks() ? "    MUST BE MENDED" : "    NOT EXPLAINED")
                  + "; docs/findings/"
                  + told.finding().code()
                  + ".md says what to do"
              : "    kept because: " + told.why());
    }
  }

  /// Writes every obligation, and its twin beside it.
  ///
  /// @return how many files
  static int export(CheckResult result, Path folder) throws IOException {
    Files.createDirectories(folder);
    int written = 0;
    for (CheckResult.Proved guard : result.guards()) {
      for (Obligation one : guard.obligations()) {
        written += pair(folder, one);
      }
    }
    for (TheoremProof proof : result.theorems()) {
      written += pair(folder, proof.obligation());
    }
    return written;
  }

  private static int pair(Path folder, Obligation one) throws IOException {
    Files.writeString(folder.resolve(one.id() + ".smt2"), one.text());
    Files.writeString(folder.resolve(one.id() + ".twin.smt2"), one.twin());
    return 2;
  }

  /// Saves counterexamples as scenarios.
  static void save(CheckResult result, Path tests) throws IOException {
    for (TheoremProof proof : result.theorems()) {
      if (proof.counterexample().isPresent()) {
        AdmittedOrder order = proof.counterexample().orElseThrow();
        String id = "counterexample-" + proof.theorem().id();
        String says = "Admitted, although: " + proof.theorem().says();
        Files.createDirectories(tests);
        Files.writeString(tests.resolve(id + ".yaml"), order.scenario(id, says, "admitted"));
      }
    }
  }
}
