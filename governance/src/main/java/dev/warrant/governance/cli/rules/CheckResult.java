package dev.warrant.governance.cli.rules;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.check.Finding;
import dev.warrant.reasoning.check.TheoremProof;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.Hierarchy;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.rules.text.RuleError;
import java.util.List;

/// What a check found.
///
/// @param packs one line for each pack that could be read
/// @param errors what keeps a pack from being read
/// @param line that the policy lies inside its parents
/// @param asked how many questions the solver got; not part of the report
/// @param remembered how many answers were kept from before; not part of the report
public record CheckResult(
    List<String> packs,
    List<RuleError> errors,
    List<Proved> guards,
    List<TheoremProof> theorems,
    List<Told> findings,
    Hierarchy line,
    int asked,
    int remembered) {
  /// What was found before its parents were looked at.
  CheckResult(
      List<String> packs,
      List<RuleError> errors,
      List<Proved> guards,
      List<TheoremProof> theorems,
      List<Told> findings,
      int asked,
      int remembered) {
    this(packs, errors, guards, theorems, findings, new Hierarchy(List.of()), asked, remembered);
  }

  /// The same with what was found about its parents.
  CheckResult inside(Hierarchy found) {
    int more = found.links().stream().mapToInt(l -> l.inside().obligations()).sum();
    return new CheckResult(
        packs, errors, guards, theorems, findings, found, asked + more, remembered);
  }

  /// A guard, its proof, and what was claimed of it.
  record Proved(GuardProof proof, CompiledGuard guard, GuardClaim claim) {
    /// The obligations the proof is made of.
    List<Obligation> obligations() {
      return PolicyProof.obligations(claim, guard.classBytes());
    }
  }

  /// Digest of the limits as the journal will state them, for `trace verify --limits`.
  static Digest digest(Derived.LimitsInForce stated) {
    ByteSink bytes = new ByteSink(1 << 13);
    Codec.encode(stated, bytes);
    return Digest.sha256(bytes.toBytes());
  }

  /// A finding and why the authors keep it; empty if they do not say.
  record Told(Finding finding, String why) {}

  public CheckResult {
    packs = List.copyOf(packs);
    errors = List.copyOf(errors);
    guards = List.copyOf(guards);
    theorems = List.copyOf(theorems);
    findings = List.copyOf(findings);
  }

  /// Whether the packs could be read at all.
  boolean readable() {
    return errors.isEmpty();
  }

  /// Whether everything is proved and every finding explained.
  public boolean good() {
    return readable()
        && line.proved()
        && guards.stream().allMatch(g -> g.proof().proved())
        && theorems.stream().allMatch(TheoremProof::holds)
        && findings.stream().noneMatch(f -> f.why().isEmpty());
  }
}
