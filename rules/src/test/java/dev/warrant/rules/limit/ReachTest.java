package dev.warrant.rules.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.pack.Asks;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which limits say anything without an order.
final class ReachTest {
  private static final Path FOLDER = SharedData.root().resolve("rules/packs/house-policy");
  private static final PolicyPack PACK = PolicyPacks.load(FOLDER);

  @TempDir private Path temp = Path.of("");

  private static Limit limit(String id) {
    return PACK.limits().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> of(Reach reach) {
    return PACK.limits().stream().filter(l -> Reach.of(l) == reach).map(Limit::id).toList();
  }

  @Test
  void aLimitThatReadsTheOrderIsReadAtOrdersOnly() {
    assertThat(of(Reach.ORDERS))
        .contains("order-size", "max-value", "max-volume", "price-collar", "self-trade");
  }

  @Test
  void aLimitThatCountsTheNextOrderInIsNeverOutsideWithoutOne() {
    assertThat(of(Reach.NEXT_ORDER)).contains("open-orders", "message-rate", "max-messages");
  }

  @Test
  void whatAnOrderWouldLeadToIsReadOfTheWorstCaseAsItIs() {
    assertThat(of(Reach.WORST_CASE))
        .contains("leverage", "worst-position", "gross-exposure", "net-exposure");
    assertThat(Reach.ofWorstCase(limit("heat"))).isTrue();
    assertThat(Reach.ofWorstCase(limit("daily-loss"))).isFalse();
  }

  @Test
  void whatTheDeskHoldsIsToldFromWhatTheMarketDoes() {
    for (String id : List.of("heat", "daily-loss", "drawdown-hard", "margin-use", "leverage")) {
      assertThat(Reach.ofHoldings(limit(id))).as(id).isTrue();
    }
    for (String id : List.of("spread", "quote-age", "belief-age", "clock-offset", "open-orders")) {
      assertThat(Reach.ofHoldings(limit(id))).as(id).isFalse();
    }
    assertThat(Reach.ofAccount(limit("daily-loss"))).isTrue();
    assertThat(Reach.ofAccount(limit("worst-position"))).isFalse();
  }

  @Test
  void aPackSaysWhatItsLimitsAskFor() {
    assertThat(PACK.asks("drawdown-hard")).isEqualTo(new Asks(List.of(80, 90), Mode.EMERGENCY, 2));
    assertThat(PACK.asks("worst-position").people()).isEqualTo(1);
    assertThat(PACK.asks("net-exposure")).isEqualTo(new Asks(List.of(80, 90), Mode.NORMAL, 0));
    assertThat(PACK.asks("order-size")).isEqualTo(Asks.NOTHING);
  }

  @Test
  void aBreachThatNobodyCouldSeeIsAnError() throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      for (Path p : all.toList()) {
        Files.copy(p, temp.resolve("pack").resolve(FOLDER.relativize(p).toString()));
      }
    }
    Path file = temp.resolve("pack/limits/1-position.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "  require: order.notional <= max\n",
                """
                  require: order.notional <= max
                  onPassiveBreach: {mode: REDUCE, release: one person}
                """));
    assertThatThrownBy(() -> PolicyPacks.load(temp.resolve("pack")))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("limits/1-position.yaml:")
        .hasMessageContaining("onPassiveBreach in order-size, which is read only at orders")
        .hasMessageContaining("Maybe");
  }
}
