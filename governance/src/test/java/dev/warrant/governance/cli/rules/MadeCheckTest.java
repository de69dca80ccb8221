package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.bench.MadePacks;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.StrategyPacks;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs of many rules, at a fifth of the size that `bench check` measures.
final class MadeCheckTest {
  private static final Path HOUSE = SharedData.root().resolve("rules/packs");

  @TempDir private Path folder = Path.of("");

  private Path made(String name, long seed) throws IOException {
    Path out = folder.resolve(name);
    new MadePacks(36, 10, 12, seed).write(out, HOUSE);
    return out;
  }

  private static CheckResult check(Path packs, Path proofs) {
    return new Check(packs.resolve("policy"), packs.resolve("strategy"), proofs, _ -> {}).run();
  }

  @Test
  void theSameSeedMakesTheSamePacks() throws IOException {
    Path a = made("a", 3);
    Path b = made("b", 3);
    Path c = made("c", 4);
    assertThat(PolicyPacks.load(a.resolve("policy")).digest())
        .isEqualTo(PolicyPacks.load(b.resolve("policy")).digest())
        .isNotEqualTo(PolicyPacks.load(c.resolve("policy")).digest());
    assertThat(StrategyPacks.load(a.resolve("strategy")).digest())
        .isEqualTo(StrategyPacks.load(b.resolve("strategy")).digest())
        .isNotEqualTo(StrategyPacks.load(c.resolve("strategy")).digest());
  }

  @Test
  void afterOneEditOnlyWhatItConcernsIsAskedAndTheReportIsThatOfAFreshCheck() throws IOException {
    Path packs = made("packs", 7);
    CheckResult first = check(packs, folder.resolve("proofs"));
    assertThat(first.readable()).as("%s", first.errors()).isTrue();
    assertThat(first.guards()).allMatch(g -> g.proof().proved());
    assertThat(first.theorems()).hasSize(3).allMatch(t -> t.holds());
    MadePacks.edit(packs);
    CheckResult edited = check(packs, folder.resolve("proofs"));
    assertThat(edited.asked()).isLessThan(first.asked() / 3);
    CheckResult fresh = check(packs, folder.resolve("others"));
    assertThat(CheckReport.of(edited)).isEqualTo(CheckReport.of(fresh));
    assertThat(CheckReport.of(edited)).isNotEqualTo(CheckReport.of(first));
  }
}
