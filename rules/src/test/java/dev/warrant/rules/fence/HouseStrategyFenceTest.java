package dev.warrant.rules.fence;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HouseStrategyFenceTest {
  private static final StrategyPack PACK =
      StrategyPacks.load(SharedData.root().resolve("rules/packs/house-strategy"));

  @Test
  void theHousePacksStayInsideItsFences() {
    assertThatCode(
            () -> {
              DrlFence.intents().checkTexts(PACK.files("intents", ".drl"));
              PrologFence.check(PACK.files("theory", ".pl"), Set.of("rule", "says"));
              ClipsFence.check(
                  PolicyPacks.load(SharedData.root().resolve("rules/packs/house-policy"))
                      .diagnosis(),
                  Set.of("sample", "remedy", "name", "age", "value", "command", "diagnosis"));
              EplFence.check(PACK.files("patterns", ".epl"), Set.of("Book", "Trade", "Pulse"));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void theClassesMadeOfTheHouseIntentsStayInsideTheirs() {
    PACK.files("intents", ".drl")
        .forEach((path, text) ->
            assertThatCode(
                    () -> DrlFence.intents().checkClasses(new TreeMap<>(CompiledDrl.of(text))))
                .as(path)
                .doesNotThrowAnyException());
  }
}
