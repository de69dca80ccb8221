package dev.warrant.knowledge.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilesTest {
  @TempDir Path temp;

  private static void grow(TreeBuilder tree, long to) {
    for (long i = tree.size(); i < to; i++) {
      byte[] data = Grown.data(i);
      tree.append(data, 0, data.length);
    }
  }

  /// The example of C2SP tlog-tiles.
  @Test
  void numbersOfTilesAreWrittenAsTheSpecificationSays() {
    assertThat(new TilePath(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new TilePath(3, 999, 7).path()).isEqualTo("tile/3/999.p/7");
    assertThat(new TilePath(1, 1000, 256).path()).isEqualTo("tile/1/x001/000");
    assertThat(new TilePath(0, 0, 256).entries()).isEqualTo("tile/entries/000");
    assertThatThrownBy(() -> new TilePath(64, 0, 1)).isInstanceOf(LogFault.class);
    assertThatThrownBy(() -> new TilePath(0, 0, 257)).isInstanceOf(LogFault.class);
  }

  /// The other example of C2SP tlog-tiles: a tree of size 70 000.
  @Test
  void aTreeOf70000LeavesHasTheTilesOfTheSpecification() {
    TreeMap<String, Integer> full = new TreeMap<>();
    TreeBuilder tree =
        new TreeBuilder((path, _) -> full.merge("level " + path.level(), 1, Integer::sum));
    grow(tree, 70_000);
    TreeMap<String, Integer> partial = new TreeMap<>();
    tree.partials((path, _) -> partial.put(path.path(), path.width()));
    assertThat(full.toString()).isEqualTo("{level 0=273, level 1=1}");
    assertThat(partial).containsOnlyKeys("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
  }

  @Test
  void rootsAndNodesAreThoseOfTheWholeTree() {
    TileStore store = new TileStore(temp);
    TreeBuilder tree = new TreeBuilder(store);
    Grown whole = new Grown();
    assertThat(tree.root()).isEqualTo(TreeHash.empty());
    for (int n = 1; n <= 1_600; n++) {
      whole.add(Grown.data(n - 1));
      grow(tree, n);
      assertThat(tree.root()).isEqualTo(new Proofs(whole).root(0, n));
    }
    tree.partials(store);
    TileNodes nodes = new TileNodes(temp, 1_600);
    TileNodes quick = TileNodes.quick(temp, 1_600);
    for (int height = 0; 1 << height <= 1_600; height++) {
      for (int i = 0; i < 1_600 >>> height; i++) {
        assertThat(nodes.node(height, i)).isEqualTo(whole.node(height, i));
        assertThat(quick.node(height, i)).isEqualTo(whole.node(height, i));
      }
    }
  }

  @Test
  void aTreeGoesOnFromItsTilesAtEverySize() {
    TileStore store = new TileStore(temp);
    TreeBuilder first = new TreeBuilder(store);
    TreeBuilder plain = new TreeBuilder((_, _) -> {});
    for (int n = 1; n <= 700; n++) {
      grow(first, n);
      grow(plain, n);
      first.partials(store);
      TreeBuilder again = new TreeBuilder(store);
      again.restore(n, new TileStore(temp));
      assertThat(again.size()).isEqualTo(n);
      assertThat(again.root()).isEqualTo(plain.root());
      first = again;
    }
  }

  @Test
  void aFullTileTakesThePlaceOfItsPartialOnes() throws IOException {
    TileStore store = new TileStore(temp);
    TreeBuilder tree = new TreeBuilder(store);
    grow(tree, 100);
    tree.partials(store);
    assertThat(temp.resolve("tile/0/000.p/100")).exists();
    grow(tree, 300);
    tree.partials(store);
    store.sync();
    try (Stream<Path> all = Files.walk(temp)) {
      assertThat(all.filter(Files::isRegularFile).map(f -> temp.relativize(f).toString()))
          .containsExactlyInAnyOrder("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "upper");
    }
    assertThat(store.read(0, 0, 100)).hasSize(3_200);
  }

  @Test
  void aMissingOrShortTileIsSaid() throws IOException {
    TileStore store = new TileStore(temp);
    TreeBuilder tree = new TreeBuilder(store);
    grow(tree, 300);
    TileNodes nodes = new TileNodes(temp, 300);
    assertThatThrownBy(() -> nodes.node(0, 299))
        .isInstanceOf(LogFault.class)
        .hasMessageContaining("000.p/44".replace("000", "001"));
    Files.write(temp.resolve("tile/0/000"), new byte[31]);
    assertThatThrownBy(() -> nodes.node(0, 0)).hasMessageContaining("31 bytes");
  }

  @Test
  void leavesAppendedByHashAreTheSameLeaves() {
    TreeBuilder byData = new TreeBuilder((_, _) -> {});
    TreeBuilder byHash = new TreeBuilder((_, _) -> {});
    TreeHash hash = new TreeHash();
    for (int i = 0; i < 600; i++) {
      Digest leaf = hash.leaf(Grown.data(i));
      byHash.append(leaf);
    }
    grow(byData, 600);
    assertThat(byHash.root()).isEqualTo(byData.root());
  }
}
