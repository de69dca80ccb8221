package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Admission;
import dev.warrant.execution.executor.AdmissionDetail;
import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.PolicyPack;

/// The guards of one policy: for orders under warrants, and for exits and stops.
///
/// @param digest of both guards' byte code
public record Admissions(Admission orders, Admission exits, Digest digest) {
  /// Compiles a policy's guards.
  public static Admissions of(PolicyPack policy) {
    CompiledGuard orders = GuardCompiler.compile(policy);
    CompiledGuard exits = GuardCompiler.compileExit(policy);
    Digest both = Digest.sha256(orders.digest().hex() + exits.digest().hex());
    return new Admissions(admission(orders), admission(exits), both);
  }

  private static Admission admission(CompiledGuard g) {
    AdmissionDetail detail =
        new AdmissionDetail() {
          @Override
          public int binding(long[] slots) {
            return g.bindingLimit(slots);
          }

          @Override
          public long margin(long[] slots, int limit) {
            return g.margin(limit, slots);
          }

          @Override
          public Digest digest(long[] slots) {
            return g.measuresDigest(slots);
          }
        };
    return new Admission(g.guard(), detail, g::objection);
  }
}
