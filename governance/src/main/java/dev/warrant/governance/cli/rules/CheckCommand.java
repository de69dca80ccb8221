package dev.warrant.governance.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.bench.Cpu;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Proves a pair of packs before anybody is asked to approve them.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Prove a policy: the guards' very bytes, its theorems, and what is odd about its limits.",
      "Exit 0: all proved, every finding explained. 1: something is not. 2: a pack cannot be read."
    })
public final class CheckCommand implements Callable<Integer> {
  @Option(names = "--policy", paramLabel = "DIR", description = "policy (default: house-policy)")
  private @Nullable Path policy;

  @Option(
      names = "--strategy",
      paramLabel = "DIR",
      description = "strategy (default: house-strategy)")
  private @Nullable Path strategy;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "write every obligation and its twin as SMT-LIB 2, one file each")
  private @Nullable Path export;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write the analysis report that rules propose --analysis takes")
  private @Nullable Path report;

  @Option(
      names = "--proofs",
      paramLabel = "DIR",
      description = "where answers are kept for the next check (default: .warrant/proofs)")
  private @Nullable Path proofs;

  @Option(names = "--fresh", description = "prove everything anew; use and keep no answers")
  private boolean fresh;

  @Option(
      names = "--save",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "save counterexamples in the policy's tests/ (default: yes)")
  private boolean save = true;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields before it runs the command
  CheckCommand() {}

  @Override
  public Integer call() throws IOException {
    long start = Stopwatch.ticks();
    Path limits = policy == null ? Packs.housePolicy() : policy;
    Path intents = strategy == null ? Packs.houseStrategy() : strategy;
    Path kept = proofs == null ? Runs.root().resolve(".warrant/proofs") : proofs;
    Check check =
        new Check(limits, intents, fresh ? null : kept, json ? _ -> {} : CheckCommand::step);
    CheckResult result = check.run();
    String text = CheckReport.of(result);
    if (report != null) {
      Files.writeString(report, text);
    }
    int exported = export == null || !result.readable() ? 0 : CheckReport.export(result, export);
    if (save && result.readable()) {
      CheckReport.save(result, limits.resolve("tests"));
    }
    double seconds = (Stopwatch.ticks() - start) / 1e9;
    if (json) {
      System.out.println(answer(result, Digest.sha256(text), seconds));
    } else {
      System.out.print(text);
      if (export != null) {
        System.out.println(exported + " files in " + export);
      }
      System.out.println("report " + Digest.sha256(text).hex());
      System.out.println(
          String.format(
              Locale.ROOT,
              "%.1f s (%.1f s of processor), %d questions asked, %d answers kept from before",
              seconds,
              Cpu.process() / 1e9,
              result.asked(),
              result.remembered()));
    }
    return result.readable() ? result.good() ? 0 : Mishaps.BAD_NEWS : Mishaps.UNUSABLE;
  }

  private static void step(String what) {
    System.err.println("warrant: " + what);
  }

  private static ObjectNode answer(CheckResult result, Digest digest, double seconds) {
    ObjectNode out = new ObjectMapper().createObjectNode();
    out.put("ok", result.good()).put("readable", result.readable());
    ArrayNode errors = out.putArray("errors");
    result.errors().forEach(e -> errors.add(e.text()));
    ArrayNode parents = out.putArray("parents");
    result
        .line()
        .links()
        .forEach(l -> {
          ObjectNode one = parents.addObject();
          one.put("name", l.parent().name()).put("policy", l.parent().digest().hex());
          one.put("proved", l.inside().proved()).put("says", l.says());
        });
    out.put("proved", result.guards().stream().allMatch(g -> g.proof().proved()));
    out.put(
        "obligations", result.guards().stream().mapToInt(g -> g.proof().answers().size()).sum());
    ObjectNode stated = out.putObject("polynomials");
    result
        .guards()
        .forEach(g ->
            g.claim().stated().ifPresent(s -> stated.put(s.guard(), CheckResult.digest(s).hex())));
    ArrayNode theorems = out.putArray("theorems");
    result
        .theorems()
        .forEach(t -> {
          ObjectNode one = theorems.addObject();
          one.put("id", t.theorem().id()).put("holds", t.holds());
          ArrayNode cites = one.putArray("cites");
          t.cites().forEach(l -> cites.add(l.id()));
        });
    ArrayNode findings = out.putArray("findings");
    result
        .findings()
        .forEach(f -> {
          ObjectNode one = findings.addObject();
          one.put("code", f.finding().code().name()).put("about", f.finding().about());
          one.put("place", f.finding().place()).put("says", f.finding().says());
          one.put("explained", f.why());
        });
    out.put("report", digest.hex()).put("seconds", seconds);
    out.put("processorSeconds", Cpu.process() / 1e9);
    return out.put("asked", result.asked()).put("remembered", result.remembered());
  }
}
