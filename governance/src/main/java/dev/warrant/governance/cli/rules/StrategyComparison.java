package dev.warrant.governance.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.perception.feature.FeatureCatalogue;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.reasoning.check.Asker;
import dev.warrant.reasoning.intent.Makers;
import dev.warrant.reasoning.intent.StrategyDiff;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.session.RuleFence;
import dev.warrant.rules.fence.IntentReader;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.pack.FeatureUses;
import dev.warrant.rules.pack.StrategyChanges;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Two strategies, held against one another.
///
/// @param changes lines of their texts that differ
/// @param beyond files besides intents that differ, whose meaning is not compared
record StrategyComparison(
    StrategyPack base,
    StrategyPack candidate,
    List<String> changes,
    List<String> beyond,
    StrategyDiff.Result result) {
  private static final int FIRINGS_MAX = 20_000;

  StrategyComparison {
    changes = List.copyOf(changes);
    beyond = List.copyOf(beyond);
  }

  static StrategyComparison of(Path first, Path second) {
    StrategyPack a = StrategyPacks.load(first);
    StrategyPack b = StrategyPacks.load(second);
    List<String> beyond = new ArrayList<>(StrategyChanges.others(a, b));
    if (!models(a).equals(models(b))) {
      beyond.add("models/");
    }
    return new StrategyComparison(
        a,
        b,
        StrategyChanges.of(a, b),
        beyond,
        StrategyDiff.of(one(a), one(b), new Asker(Optional.empty())));
  }

  private static SortedMap<String, Digest> models(StrategyPack pack) {
    SortedMap<String, Digest> out = new TreeMap<>();
    Path folder = pack.folder().resolve("models");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          out.put(folder.relativize(file).toString(), Digest.sha256(Files.readAllBytes(file)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + folder, e);
      }
    }
    return out;
  }

  private static StrategyDiff.One one(StrategyPack pack) {
    FeatureUses uses = FeatureUses.read(pack);
    FeatureCatalogue.check(uses);
    Set<String> given = FeatureSet.names();
    given.removeIf(name -> !uses.given(name));
    SortedMap<String, String> texts = pack.files("intents", ".drl");
    DroolsSession session =
        DroolsSession.open(texts, RuleFence.house(), Packs.cache(), FIRINGS_MAX);
    List<IntentRule> rules = IntentReader.read(texts);
    return new StrategyDiff.One(rules, Makers.of(pack, given, rules), session);
  }

  /// Whether the second is shown to deduce no intent that the first does not.
  boolean noLooser() {
    return result.outcome() == StrategyDiff.Outcome.EQUIVALENT
        || result.outcome() == StrategyDiff.Outcome.FEWER_INTENTS;
  }

  String text() {
    StringBuilder out = new StringBuilder();
    changes.forEach(line -> out.append(line).append('\n'));
    String a = name(base);
    out.append(name(candidate))
        .append(
            switch (result.outcome()) {
              case EQUIVALENT -> " deduces intents on the same occasions as " + a;
              case FEWER_INTENTS -> " deduces fewer intents than " + a + ", and no others";
              case MORE_PERMISSIVE -> " deduces all the intents that " + a + " does, and more";
              case INCOMPARABLE -> " deduces intents that " + a + " does not, and lacks others";
              case NOT_ANALYSED -> " is not shown to be either way against " + a;
            });
    result.more().forEach(s -> shown(out, "Now deduced, not before", s));
    result.less().forEach(s -> shown(out, "Deduced before, not now", s));
    for (String rule : result.figures()) {
      out.append("\nWith other figures: \"").append(rule).append('"');
    }
    for (String what : result.notAnalysed()) {
      out.append("\nnot analysed: ").append(what);
    }
    for (String file : beyond) {
      out.append("\nnot analysed: what the change of ").append(file).append(" does");
    }
    return out.toString();
  }

  private static void shown(StringBuilder out, String how, StrategyDiff.Shown shown) {
    out.append('\n').append(how).append(": ").append(shown.wish());
    out.append("\n  for example: ").append(shown.facts());
  }

  private static String name(StrategyPack pack) {
    return pack.name() + " " + pack.version() + " (" + pack.digest().hex().substring(0, 12) + ")";
  }

  ObjectNode json() {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("base", base.digest().hex()).put("candidate", candidate.digest().hex());
    o.put("verdict", result.outcome().name());
    changes.forEach(o.putArray("changes")::add);
    list(o.putArray("more"), result.more());
    list(o.putArray("less"), result.less());
    result.figures().forEach(o.putArray("figures")::add);
    ArrayNode not = o.putArray("notAnalysed");
    result.notAnalysed().forEach(not::add);
    beyond.forEach(not::add);
    return o;
  }

  private static void list(ArrayNode out, List<StrategyDiff.Shown> shown) {
    shown.forEach(s -> out.addObject().put("wish", s.wish()).put("facts", s.facts()));
  }
}
