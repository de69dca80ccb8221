package dev.warrant.governance.cli.rules;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.perception.pattern.EsperPatterns;
import dev.warrant.perception.pattern.PatternException;
import dev.warrant.perception.pattern.PatternSource;
import dev.warrant.reasoning.deliberate.EngineFuel;
import dev.warrant.reasoning.deliberate.TacticPolicy;
import dev.warrant.reasoning.sizing.SizingPolicy;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.scenario.Scenarios;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The parts of packs that nothing is proved about: numbers, patterns, scenarios. They are read as
/// a desk and `rules test` would read them, so that what these would refuse is told before.
final class PartsCheck {
  private final List<RuleError> errors = new ArrayList<>();
  private final @Nullable Path kept;

  /// @param kept folder that remembers which patterns loaded; null to load them always
  PartsCheck(@Nullable Path kept) {
    this.kept = kept;
  }

  /// What is wrong with the scenarios of both packs and the strategy's numbers and patterns.
  ///
  /// @param fenced whether the fence let the patterns pass; if not, none is loaded
  List<RuleError> of(Path policy, Path strategy, @Nullable StrategyPack pack, boolean fenced) {
    for (Path folder : List.of(policy, strategy)) {
      tried(() -> Scenarios.untold(policy, Scenarios.load(folder)).forEach(this::add));
    }
    if (pack != null) {
      tried(() -> SizingPolicy.read(pack));
      tried(() -> TacticPolicy.read(pack));
      tried(() -> EngineFuel.read(pack));
      if (fenced) {
        patterns(pack.files("patterns", ".epl"));
      }
    }
    return List.copyOf(errors);
  }

  private void patterns(SortedMap<String, String> files) {
    Path folder = kept;
    String digest = Digest.sha256(files.toString()).hex();
    if (files.isEmpty() || folder != null && Files.exists(folder.resolve(digest))) {
      return;
    }
    List<PatternSource> sources = new ArrayList<>();
    files.forEach((path, text) -> sources.add(new PatternSource(path, text)));
    try (EsperPatterns _ = EsperPatterns.load(sources)) {
      if (folder != null) {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(digest), "");
      }
    } catch (PatternException e) {
      errors.add(e.error());
    } catch (RuleException e) {
      errors.add(e.error());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tried(Runnable reading) {
    try {
      reading.run();
    } catch (RuleException e) {
      add(e.error());
    }
  }

  private void add(RuleError error) {
    if (!errors.contains(error)) {
      errors.add(error);
    }
  }
}
