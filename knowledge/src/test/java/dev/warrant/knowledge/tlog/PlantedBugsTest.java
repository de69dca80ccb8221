package dev.warrant.knowledge.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Mistakes that trees and proofs of others had or could have, planted here: each is seen by a
/// check that the rest of these tests rely on.
class PlantedBugsTest {
  private static final int SIZE = 37;
  private final Grown tree = Grown.of(SIZE);
  private final Proofs proofs = new Proofs(tree);
  private final Digest root = proofs.root(0, SIZE);
  private final TreeHash hash = new TreeHash();

  /// A verifier that does not ask whether the path ends at the root believes shorter ones.
  private static boolean withoutEnd(
      Digest leaf, long index, long size, List<Digest> path, Digest root) {
    TreeHash hash = new TreeHash();
    Digest at = leaf;
    long node = index;
    long last = size - 1;
    for (Digest sibling : path) {
      at = (node & 1) == 1 || node == last ? hash.node(sibling, at) : hash.node(at, sibling);
      node >>>= 1;
      last >>>= 1;
    }
    return at.equals(root);
  }

  @Test
  void anInnerNodeIsNoLeaf() {
    // Without different first bytes for leaves and nodes this would hold.
    byte[] pair = new byte[64];
    tree.node(0, 0).write(pair, 0);
    tree.node(0, 1).write(pair, 32);
    Digest forged = hash.leaf(pair);
    List<Digest> path = proofs.inclusion(0, SIZE).subList(1, proofs.inclusion(0, SIZE).size());
    assertThat(forged).isNotEqualTo(tree.node(1, 0));
    assertThat(Proofs.includes(forged, 0, (SIZE + 1) / 2, path, root)).isFalse();
  }

  @Test
  void aNodeAboveALeafIsNotProvedByTheRestOfItsPath() {
    List<Digest> path = proofs.inclusion(0, SIZE);
    List<Digest> rest = path.subList(1, path.size());
    Digest above = tree.node(1, 0);
    assertThat(withoutEnd(above, 0, SIZE, rest, root)).as("the bug is one").isTrue();
    assertThat(Proofs.includes(above, 0, SIZE, rest, root)).isFalse();
  }

  @Test
  void twoLeavesTheOtherWayRoundAreAnotherTree() {
    Grown swapped = new Grown();
    for (int i = 0; i < SIZE; i++) {
      swapped.add(Grown.data(i == 5 ? 6 : i == 6 ? 5 : i));
    }
    assertThat(new Proofs(swapped).root(0, SIZE)).isNotEqualTo(root);
  }

  @Test
  void theLastLeafTwiceIsAnotherTree() {
    // Trees that fill up with copies of the last leaf give both the same root.
    Grown twice = Grown.of(SIZE);
    twice.add(Grown.data(SIZE - 1));
    assertThat(new Proofs(twice).root(0, SIZE + 1)).isNotEqualTo(root);
  }

  @Test
  void aConsistencyProofThatSkipsTheOldRootIsRefused() {
    // What immudb once did not check: the old head has to come out of the same hashes.
    for (int old = 1; old < SIZE; old++) {
      List<Digest> path = proofs.consistency(old, SIZE);
      Digest other = Digest.sha256("another history");
      assertThat(Proofs.continues(old, other, SIZE, root, path)).isFalse();
      List<Digest> from = new ArrayList<>(path);
      if (!from.isEmpty()) {
        from.set(0, other);
        assertThat(Proofs.continues(old, proofs.root(0, old), SIZE, root, from)).isFalse();
      }
    }
  }

  @Test
  void aTileThatLostItsFirstHashIsSeen() {
    TreeBuilder tree = new TreeBuilder((_, _) -> {});
    for (int i = 1; i < SIZE; i++) {
      byte[] data = Grown.data(i);
      tree.append(data, 0, data.length);
    }
    assertThat(tree.root()).isNotEqualTo(root);
  }
}
