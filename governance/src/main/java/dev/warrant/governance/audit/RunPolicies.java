package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The policies a run was under, as they are kept beside it, and the limits their guards number.
public final class RunPolicies {
  private final RunFolder run;
  private final TreeMap<Digest, PolicyPack> packs = new TreeMap<>();
  private final TreeMap<Digest, CompiledGuard> orders = new TreeMap<>();
  private final TreeMap<Digest, CompiledGuard> exits = new TreeMap<>();

  /// Those of a run.
  public RunPolicies(RunFolder run) {
    this.run = run;
  }

  /// The policy of this digest.
  ///
  /// @throws IllegalStateException if it is not there any more, naming what is
  public PolicyPack pack(Digest policy) {
    return packs.computeIfAbsent(policy, this::load);
  }

  private PolicyPack load(Digest policy) {
    Path kept = run.kept(policy);
    PolicyPack found = PolicyPacks.load(Files.isDirectory(kept) ? kept : run.policy());
    if (!found.digest().equals(policy)) {
      throw new IllegalStateException(
          "policy pack "
              + policy.brief()
              + " is not beside the run, found "
              + found.digest().brief()
              + "\nMaybe it was edited and not kept; put the original into "
              + kept);
    }
    return found;
  }

  /// The limits that the guard of this order numbers, which are others for exits and stops.
  public List<Limit> limits(RunRecord.Sent order) {
    return guard(order).limits();
  }

  /// The guard of this order.
  CompiledGuard guard(RunRecord.Sent order) {
    return guard(order.packs().policy(), order.id());
  }

  /// The guard of a policy that is asked about orders with such an id.
  public CompiledGuard guard(Digest policy, String clientId) {
    return underWarrant(clientId)
        ? orders.computeIfAbsent(policy, d -> GuardCompiler.compile(pack(d)))
        : exits.computeIfAbsent(policy, d -> GuardCompiler.compileExit(pack(d)));
  }

  /// The same by client id.
  public Function<String, List<Limit>> limitsOf(RunRecord record) {
    return limitsOf(record::order);
  }

  /// The same for orders that are found in some other way.
  public Function<String, List<Limit>> limitsOf(Function<String, RunRecord.@Nullable Sent> found) {
    return id -> {
      RunRecord.Sent sent = found.apply(id);
      return sent == null ? List.of() : limits(sent);
    };
  }

  /// Whether this is the id of an order under a warrant, and not of an exit or a stop.
  public static boolean underWarrant(String clientId) {
    return clientId.startsWith("W");
  }
}
