package dev.warrant.execution.desk;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.rules.pack.PolicyPack;

/// The guards of one policy as they were compiled. They admit nothing yet: a desk that sends orders
/// takes [Admissions], and those are made of certified guards only.
///
/// @param orders for orders under warrants
/// @param exits for exits and stops
public record Guards(CompiledGuard orders, CompiledGuard exits) {
  /// Compiles a policy's guards.
  public static Guards of(PolicyPack policy) {
    return new Guards(GuardCompiler.compile(policy), GuardCompiler.compileExit(policy));
  }

  /// Digests of both guards' byte code.
  public Terms.Guards digests() {
    return new Terms.Guards(orders.digest(), exits.digest());
  }
}
