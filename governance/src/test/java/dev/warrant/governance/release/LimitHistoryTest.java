package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.release.LimitHistory.Change;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.reasoning.prove.PolicyDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How limits changed from one live version to the next.
final class LimitHistoryTest {
  private static final Path HOUSE = SharedData.root().resolve("rules/packs/house-policy");

  @TempDir private Path home = Path.of("");

  private Path pack(String name, Path from) throws IOException {
    Path pack = home.resolve("pack-" + name);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) {
        Files.copy(p, pack.resolve(from.relativize(p).toString()));
      }
    }
    return pack;
  }

  private static void edit(Path pack, String file, String from, String to) throws IOException {
    Path at = pack.resolve(file);
    String text = Files.readString(at);
    assertThat(text).contains(from);
    Files.writeString(at, text.replace(from, to));
  }

  @Test
  void eachChangeIsToldWithItsPeopleAndWhetherItThenAdmittedMore() throws IOException {
    Path first = pack("a", HOUSE);
    Path second = pack("b", first);
    edit(second, "limits/1-position.yaml", "value: \"3000\"", "value: \"2900\"");
    edit(second, "limits/1-position.yaml", "warn: [\"80 %\", \"90 %\"]", "warn: [\"70 %\"]");
    Path third = pack("c", second);
    edit(third, "limits/1-position.yaml", "value: \"2900\"", "value: \"3500\"");
    Office office = new Office(home);
    List<Long> numbers = List.of(office.live("a"), office.live("b"), office.live("c"));
    SortedMap<String, List<Change>> history =
        LimitHistory.of(office.open(), (x, y) -> PolicyDiff.compare(x, y).verdict());
    assertThat(history).as("a warning is not what a limit admits").containsOnlyKeys("order-size");
    List<Change> changes = history.getOrDefault("order-size", List.of());
    assertThat(changes.stream().map(Change::verdict))
        .containsExactly(Verdict.TIGHTER, Verdict.LOOSER);
    assertThat(changes.stream().map(Change::proposal))
        .containsExactly(numbers.get(1), numbers.get(2));
    assertThat(changes.stream().map(Change::loosened)).containsExactly(false, true);
    assertThat(changes.getLast().people()).containsExactly("alice", "bob");
    assertThat(changes.getLast().was()).contains("order.notional <= max");
    assertThat(changes.getLast().was()).isNotEqualTo(changes.getLast().is());
  }

  @Test
  void aRowOfATableAndAModeAreChangesOfTheLimitsThatHaveThem() throws IOException {
    Path first = pack("a", HOUSE);
    Path second = pack("b", first);
    edit(
        second, "tables/capital-tiers.csv", "5k,[5000..25000),4000,80", "5k,[5000..25000),4000,85");
    edit(
        second,
        "limits/3-account.yaml",
        "EMERGENCY, release: two people",
        "EMERGENCY, release: one person");
    Office office = new Office(home);
    office.live("a");
    office.live("b");
    SortedMap<String, List<Change>> history =
        LimitHistory.of(office.open(), (x, y) -> PolicyDiff.compare(x, y).verdict());
    assertThat(history).containsOnlyKeys("worst-position", "drawdown-hard");
    history.values().forEach(c -> assertThat(c).singleElement().matches(Change::loosened));
    assertThat(history.getOrDefault("drawdown-hard", List.of()).getFirst().is())
        .endsWith("EMERGENCY until one person");
  }
}
