package dev.warrant.execution.desk;

import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.deliberate.DeskDeliberator;
import dev.warrant.reasoning.deliberate.Feasibility;
import dev.warrant.reasoning.deliberate.Range;
import dev.warrant.reasoning.session.RuleFence;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Opens the engines of deliberation on the packs of a desk.
final class Engines {
  private Engines() {}

  static Deliberator open(DeskRules rules, List<Instrument> instruments, @Nullable Path cache) {
    RuleFence fence =
        new RuleFence() {
          @Override
          public void checkTexts(SortedMap<String, String> t) {}

          @Override
          public void checkClasses(SortedMap<String, byte[]> c) {}
        };
    return DeskDeliberator.open(
        rules.strategy(),
        rules.policy().digest(),
        rules.model().digest(),
        instruments,
        (cut, intents) ->
            new Feasibility(
                intents.stream()
                    .map(i -> new Range(1, i.instrument() == 0 ? 20 : 300, Digest.ZERO))
                    .toList(),
                List.of(),
                List.of(),
                List.of()),
        fence,
        cache);
  }
}
