package dev.warrant.governance.cli.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.governance.audit.day.DayAsked.LimitName;
import dev.warrant.governance.audit.day.DayAsked.PolicyWords;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.explain.Depth;
import dev.warrant.reasoning.explain.Explanation;
import dev.warrant.reasoning.explain.LimitWords;
import dev.warrant.reasoning.explain.Why;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of the policies a run was under, from the packs kept beside it.
final class PolicyNames implements PolicyWords {
  private final RunFolder run;
  private final TraceReader trace;
  private final OrderIds ids;
  private final List<Instrument> instruments;
  private final TreeMap<Digest, Known> known = new TreeMap<>();

  /// A policy whose pack is there.
  private record Known(
      List<LimitName> names, List<Limit> orders, List<Limit> exits, @Nullable Why why) {}

  PolicyNames(RunFolder run, List<Instrument> instruments) {
    this.run = run;
    this.instruments = instruments;
    trace = TraceReader.open(run.trace());
    ids = OrderIds.of(trace);
  }

  @Override
  public List<LimitName> limits(Digest policy) {
    return of(policy).names;
  }

  @Override
  public String limit(Digest policy, boolean exit, int place) {
    List<Limit> all = exit ? of(policy).exits : of(policy).orders;
    return place < all.size() ? all.get(place).id() : "";
  }

  @Override
  public String spare(Digest policy, boolean exit, int place, long margin) {
    List<Limit> all = exit ? of(policy).exits : of(policy).orders;
    return place < all.size()
        ? LimitWords.of(all).spare("", place, margin)
        : "limit " + place + " of a policy that is not kept";
  }

  @Override
  public String why(Digest policy, String clientId) {
    Why why = of(policy).why;
    Digest node = ids.nodes().get(clientId);
    Explanation said = why == null || node == null ? null : why.explain(node, Depth.SHORT);
    return said == null ? "" : said.sentence();
  }

  private Known of(Digest policy) {
    return known.computeIfAbsent(policy, this::load);
  }

  private Known load(Digest digest) {
    for (Path folder : List.of(run.kept(digest), run.policy())) {
      if (Files.isDirectory(folder)) {
        PolicyPack pack = PolicyPacks.load(folder);
        if (pack.digest().equals(digest)) {
          return new Known(
              names(pack, folder),
              GuardCompiler.compile(pack).limits(),
              GuardCompiler.compileExit(pack).limits(),
              new Why(
                  trace::find, instruments, LimitWords.of(GuardCompiler.compile(pack).limits())));
        }
      }
    }
    return new Known(List.of(), List.of(), List.of(), null);
  }

  private static List<LimitName> names(PolicyPack pack, Path folder) {
    TreeMap<String, List<String>> rulebook = rulebook(folder);
    List<LimitName> out = new ArrayList<>();
    for (Limit l : pack.limits()) {
      out.add(
          new LimitName(
              l.id(),
              l.layer().name(),
              l.owner(),
              l.text(),
              rulebook.getOrDefault(l.id(), List.of())));
    }
    return out;
  }

  /// What each limit answers to, as its file says.
  private static TreeMap<String, List<String>> rulebook(Path folder) {
    TreeMap<String, List<String>> out = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("limits"))) {
      for (Path file : files.sorted().toList()) {
        if (YamlReader.read(file.toString(), Files.readString(file)) instanceof Yaml.Items items) {
          for (Yaml item : items.items()) {
            Fields limit = Fields.of(item, "a limit");
            out.put(
                limit.text("id"), limit.texts("rulebook").stream().map(Yaml.Scalar::text).toList());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the limits in " + folder, e);
    }
    return out;
  }
}
