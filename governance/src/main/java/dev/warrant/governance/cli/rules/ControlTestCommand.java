package dev.warrant.governance.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.reasoning.prove.Probes;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows each limit of a compiled guard alive.
@Command(
    name = "control",
    mixinStandardHelpOptions = true,
    description = {
      "The daily control test: for each limit the solver makes an order that this limit alone",
      "refuses, and the compiled guard is asked. No order leaves. Exit code 1 if a limit is dead."
    })
public final class ControlTestCommand implements Callable<Integer> {
  /// What became of one limit.
  private enum Outcome {
    LIVE,
    /// The guard named it, but whatever it refuses is refused by others too.
    NEVER_ALONE,
    /// The guard did not refuse, or named another limit.
    DEAD,
    /// Limits before it refuse whatever it refuses.
    NEVER_ASKED
  }

  private record Tested(Limit limit, Outcome outcome, int answer) {
    boolean live() {
      return outcome == Outcome.LIVE || outcome == Outcome.NEVER_ALONE;
    }
  }

  @Option(
      names = "--policy",
      paramLabel = "DIR",
      description = "policy to test (default: the house's)")
  private @Nullable Path policy;

  @Option(names = "--run", paramLabel = "RUN", description = "test the policy of this run instead")
  private @Nullable String run;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PolicyPack pack = PolicyPacks.load(folder());
    List<Tested> all = new ArrayList<>();
    test(GuardClaim.entry(pack), GuardCompiler.compile(pack), all);
    test(GuardClaim.exit(pack), GuardCompiler.compileExit(pack), all);
    System.out.println(json ? json(pack, all) : text(pack, all));
    return all.stream().allMatch(Tested::live) ? 0 : 1;
  }

  private Path folder() throws IOException {
    if (run != null) {
      RunFolder folder = Runs.find(run);
      return folder.policy();
    }
    return policy == null ? Packs.housePolicy() : policy;
  }

  private static void test(GuardClaim claim, CompiledGuard guard, List<Tested> out) {
    Probes probes = new Probes(claim, PolicyProof.FUEL);
    for (Limit limit : claim.limits()) {
      Optional<long[]> alone = probes.alone(limit);
      Optional<long[]> probe = alone.isPresent() ? alone : probes.first(limit);
      int answer = probe.map(guard.guard()::check).orElse(0);
      out.add(
          new Tested(limit, outcome(limit, alone.isPresent(), probe.isPresent(), answer), answer));
    }
  }

  private static Outcome outcome(Limit limit, boolean alone, boolean asked, int answer) {
    if (!asked) {
      return Outcome.NEVER_ASKED;
    }
    if (answer != limit.number()) {
      return Outcome.DEAD;
    }
    return alone ? Outcome.LIVE : Outcome.NEVER_ALONE;
  }

  private static String text(PolicyPack pack, List<Tested> all) {
    StringBuilder out = new StringBuilder(pack.name() + " " + pack.version() + ": ");
    long live = all.stream().filter(Tested::live).count();
    out.append(live).append(" of ").append(all.size()).append(" limits live");
    for (Tested t : all) {
      switch (t.outcome()) {
        case LIVE -> {}
        case DEAD ->
            out.append("\n")
                .append(t.limit().id())
                .append(" is DEAD: an order it refuses was answered ")
                .append(t.answer())
                .append(", expected ")
                .append(t.limit().number());
        case NEVER_ALONE ->
            out.append("\n")
                .append(t.limit().id())
                .append(" is live, but other limits refuse whatever it refuses (")
                .append(t.limit().file())
                .append(")");
        case NEVER_ASKED ->
            out.append("\n")
                .append(t.limit().id())
                .append(" is never asked: limits before it refuse whatever it refuses (")
                .append(t.limit().file())
                .append(")");
      }
    }
    return out.toString();
  }

  private static ObjectNode json(PolicyPack pack, List<Tested> all) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("policy", pack.digest().hex());
    ArrayNode limits = o.putArray("limits");
    for (Tested t : all) {
      ObjectNode one = limits.addObject();
      one.put("limit", t.limit().id()).put("file", t.limit().file());
      one.put("outcome", t.outcome().name()).put("answer", t.answer());
    }
    return o;
  }
}
