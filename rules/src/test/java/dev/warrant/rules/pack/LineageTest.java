package dev.warrant.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.text.PackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineageTest {
  private static final Path PACKS = SharedData.root().resolve("rules/packs");

  @TempDir private Path folder = Path.of("");

  /// A copy of a shipped pack under another name, with another parent or none.
  private Path copy(String from, String name, String parent) throws IOException {
    Path to = folder.resolve(name);
    try (Stream<Path> all = Files.walk(PACKS.resolve(from))) {
      for (Path p : all.toList()) {
        Files.copy(p, to.resolve(PACKS.resolve(from).relativize(p).toString()));
      }
    }
    Path header = to.resolve("pack.yaml");
    String text =
        Files.readString(header)
            .replaceAll("(?m)^parent: .*\n", "")
            .replaceFirst("name: .*", "name: " + name);
    Files.writeString(header, text + parent);
    return to;
  }

  private static String named(String name, Digest digest) {
    return "parent: {name: " + name + ", digest: " + digest.hex() + "}\n";
  }

  private static String named(String name, Path pack) {
    return named(name, PackFolder.read(pack).digest());
  }

  private static List<String> above(Path pack) {
    return Lineage.of(pack).above().stream().map(a -> a.pack().name()).toList();
  }

  @Test
  void theShippedPolicyLiesUnderTheFirms() {
    Lineage house = Lineage.of(PACKS.resolve("house-policy"));
    assertThat(above(PACKS.resolve("house-policy"))).containsExactly("firm-policy");
    assertThat(house.parentDigest())
        .isEqualTo(PackFolder.read(PACKS.resolve("firm-policy")).digest());
    assertThat(Lineage.of(PACKS.resolve("firm-policy")).above()).isEmpty();
    assertThat(Lineage.none().parentDigest()).isEqualTo(Digest.ZERO);
  }

  @Test
  void aLineHasAsManyGenerationsAsItNames() throws IOException {
    Path firm = copy("firm-policy", "firm", "");
    Path desk = copy("house-policy", "desk", named("firm", firm));
    Path strategy = copy("house-policy", "strategy", named("desk", desk));
    assertThat(above(strategy)).containsExactly("desk", "firm");
  }

  @Test
  void aParentIsFoundByDigestToo() throws IOException {
    Path firm = copy("firm-policy", "firm", "");
    Digest digest = PackFolder.read(firm).digest();
    Path desk = copy("house-policy", "desk", named("firm", digest));
    Files.move(firm, folder.resolve(digest.hex()));
    assertThat(above(desk)).containsExactly("firm");
    Files.createDirectories(folder.resolve("kept"));
    Files.move(folder.resolve(digest.hex()), folder.resolve("kept/" + digest.brief()));
    assertThat(above(desk)).containsExactly("firm");
    Path shelf = Files.createDirectories(folder.resolve("elsewhere"));
    Files.move(folder.resolve("kept/" + digest.brief()), shelf.resolve("firm"));
    assertThat(Lineage.of(desk, shelf).above()).hasSize(1);
  }

  @Test
  void aParentThatIsNotThereIsMissed() throws IOException {
    Path desk = copy("house-policy", "desk", named("firm", Digest.sha256("gone")));
    assertThatThrownBy(() -> above(desk))
        .hasMessageStartingWith("pack.yaml:8")
        .hasMessageContaining("no policy firm with digest")
        .hasMessageContaining("[parent-missing]")
        .hasMessageContaining("Maybe it was left behind");
  }

  @Test
  void aParentThatWasChangedIsNotTaken() throws IOException {
    Path firm = copy("firm-policy", "firm", "");
    Path desk = copy("house-policy", "desk", named("firm", firm));
    Path limits = firm.resolve("limits/7-compliance.yaml");
    Files.writeString(limits, Files.readString(limits).replace("\"25000\"", "\"90000\""));
    assertThatThrownBy(() -> above(desk))
        .hasMessageContaining(PackFolder.read(firm).digest().hex())
        .hasMessageContaining("[parent-digest]")
        .hasMessageContaining("Maybe the parent was changed");
  }

  @Test
  void aLineThatComesBackIsRefused() throws IOException {
    Path firm = copy("firm-policy", "firm", named("desk", Digest.sha256("any")));
    Path desk = copy("house-policy", "desk", named("firm", firm));
    assertThatThrownBy(() -> above(desk))
        .hasMessageContaining("desk > firm > desk")
        .hasMessageContaining("[parent-cycle]");
    Path own = copy("house-policy", "own", named("own", Digest.sha256("any")));
    assertThatThrownBy(() -> above(own)).hasMessageContaining("own > own");
  }

  @Test
  void aChildHoldsNowhereElseThanItsParent() throws IOException {
    Path firm = copy("firm-policy", "firm", "");
    Path header = firm.resolve("pack.yaml");
    Files.writeString(
        header, Files.readString(header).replace("instruments: [\"*\"]", "instruments: [BTCUSDT]"));
    Path desk = copy("house-policy", "desk", named("firm", firm));
    assertThatThrownBy(() -> above(desk))
        .hasMessageContaining("desk in force at ETHUSDT")
        .hasMessageContaining("[parent-scope]");
  }

  @Test
  void aParentGoesByItsOwnName() throws IOException {
    Path firm = copy("firm-policy", "firm", "");
    Path desk = copy("house-policy", "desk", named("mother", firm));
    Files.move(firm, folder.resolve("mother"));
    assertThatThrownBy(() -> above(desk)).hasMessageContaining("[parent-name]");
  }
}
