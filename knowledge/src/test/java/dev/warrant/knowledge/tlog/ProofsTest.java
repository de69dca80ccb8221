package dev.warrant.knowledge.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofsTest {
  private static final int MOST = 512;

  /// Every bit of every proof up to [#MOST] takes some twenty minutes of one core; else every bit
  /// up to this size and at the sizes around powers of two, and one bit of every hash everywhere.
  private static final int EVERY_BIT = Boolean.getBoolean("warrant.proofs.full") ? MOST : 33;

  private static final Grown TREE = Grown.of(MOST);
  private static final Proofs PROOFS = new Proofs(TREE);

  /// Leaves and proofs of the reference implementation of RFC 6962 (Certificate Transparency,
  /// `merkle_tree_test.cc`, also `testonly` of transparency-dev/merkle).
  private static final String[] LEAVES = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f"
  };

  private static final String R01 =
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
  private static final String R23 =
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  private static final String R47 =
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  private static final String R03 =
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
  private static final String R67 =
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  private static final String L1 =
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  private static final String L4 =
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  private static final String R45 =
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
  private static final String ROOT5 =
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4";
  private static final String ROOT8 =
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

  private static Grown published() {
    Grown tree = new Grown();
    for (String leaf : LEAVES) {
      tree.add(HexFormat.of().parseHex(leaf));
    }
    return tree;
  }

  private static List<String> hex(List<Digest> path) {
    return path.stream().map(Digest::hex).toList();
  }

  @Test
  void proofsAreThoseOfTheReferenceImplementation() {
    Proofs proofs = new Proofs(published());
    assertThat(proofs.root(0, 5).hex()).isEqualTo(ROOT5);
    assertThat(proofs.root(0, 8).hex()).isEqualTo(ROOT8);
    assertThat(proofs.inclusion(0, 1)).isEmpty();
    assertThat(hex(proofs.inclusion(0, 8))).containsExactly(L1, R23, R47);
    assertThat(hex(proofs.inclusion(5, 8))).containsExactly(L4, R67, R03);
    assertThat(hex(proofs.inclusion(2, 3))).containsExactly(R01);
    assertThat(proofs.consistency(1, 1)).isEmpty();
    assertThat(hex(proofs.consistency(1, 8))).containsExactly(L1, R23, R47);
    assertThat(hex(proofs.consistency(6, 8))).containsExactly(R45, R67, R03);
    assertThat(hex(proofs.consistency(2, 5))).containsExactly(R23, L4);
  }

  /// The example of RFC 6962, section 2.1.3: a tree of seven leaves, its nodes by their letters.
  @Test
  void proofsAreThoseOfTheRfc() {
    TreeHash hash = new TreeHash();
    Grown tree = Grown.of(7);
    Digest[] d = new Digest[7];
    for (int i = 0; i < d.length; i++) {
      d[i] = hash.leaf(Grown.data(i));
    }
    Digest g = hash.node(d[0], d[1]);
    Digest h = hash.node(d[2], d[3]);
    Digest i = hash.node(d[4], d[5]);
    Digest k = hash.node(g, h);
    Digest l = hash.node(i, d[6]);
    Proofs proofs = new Proofs(tree);
    assertThat(proofs.root(0, 7)).isEqualTo(hash.node(k, l));
    assertThat(proofs.inclusion(0, 7)).containsExactly(d[1], h, l);
    assertThat(proofs.inclusion(3, 7)).containsExactly(d[2], g, l);
    assertThat(proofs.inclusion(4, 7)).containsExactly(d[5], d[6], k);
    assertThat(proofs.inclusion(6, 7)).containsExactly(i, k);
    assertThat(proofs.consistency(3, 7)).containsExactly(d[2], d[3], g, l);
    assertThat(proofs.consistency(4, 7)).containsExactly(l);
    assertThat(proofs.consistency(6, 7)).containsExactly(i, d[6], k);
  }

  @Test
  void everyInclusionProofHoldsForItsLeafAlone() {
    IntStream.rangeClosed(1, MOST).parallel().forEach(ProofsTest::everyInclusionProof);
  }

  private static void everyInclusionProof(int n) {
    SeededRandom bits = new SeededRandom(n);
    Proofs proofs = new Proofs(TREE);
    Digest root = proofs.root(0, n);
    for (int i = 0; i < n; i++) {
      Digest leaf = TREE.node(0, i);
      List<Digest> path = proofs.inclusion(i, n);
      assertThat(Proofs.includes(leaf, i, n, path, root)).isTrue();
      assertThat(Proofs.includes(TREE.node(0, (i + 1) % MOST), i, n, path, root)).isFalse();
      assertThat(Proofs.includes(leaf, i ^ 1, n, path, root)).isFalse();
      assertThat(Proofs.includes(leaf, i, n, longer(path), root)).isFalse();
      assertThat(path.isEmpty() || !Proofs.includes(leaf, i, n, shorter(path), root)).isTrue();
      int index = i;
      flipped(n, path, bits, bad -> Proofs.includes(leaf, index, n, bad, root));
    }
  }

  @Test
  void everyConsistencyProofHoldsForItsTwoTreesAlone() {
    IntStream.rangeClosed(1, MOST).parallel().forEach(ProofsTest::everyConsistencyProof);
  }

  private static void everyConsistencyProof(int n) {
    SeededRandom bits = new SeededRandom(MOST + n);
    Proofs proofs = new Proofs(TREE);
    Digest root = proofs.root(0, n);
    for (int m = 1; m <= n; m++) {
      Digest old = proofs.root(0, m);
      List<Digest> path = proofs.consistency(m, n);
      assertThat(Proofs.continues(m, old, n, root, path)).isTrue();
      assertThat(Proofs.continues(m, Grown.flip(old, n % 256), n, root, path)).isFalse();
      assertThat(Proofs.continues(m, old, n, Grown.flip(root, m % 256), path)).isFalse();
      assertThat(Proofs.continues(m, old, n, root, longer(path))).isFalse();
      assertThat(path.isEmpty() || !Proofs.continues(m, old, n, root, shorter(path))).isTrue();
      int before = m;
      flipped(n, path, bits, bad -> Proofs.continues(before, old, n, root, bad));
    }
  }

  /// No proof with a bit flipped holds.
  private static void flipped(
      int n, List<Digest> path, SeededRandom bits, Predicate<List<Digest>> holds) {
    for (int step = 0; step < path.size(); step++) {
      int first = everyBit(n) ? 0 : bits.nextInt(256);
      int end = everyBit(n) ? 256 : first + 1;
      for (int bit = first; bit < end; bit++) {
        if (holds.test(Grown.flip(path, step, bit))) {
          throw new AssertionError("bit " + bit + " of hash " + step + ", tree of " + n);
        }
      }
    }
  }

  private static boolean everyBit(int n) {
    boolean around = Integer.bitCount(n) == 1 || Integer.bitCount(n + 1) == 1;
    return n <= EVERY_BIT || around || Integer.bitCount(n - 1) == 1;
  }

  private static List<Digest> longer(List<Digest> path) {
    List<Digest> out = new ArrayList<>(path);
    out.add(Digest.ZERO);
    return out;
  }

  private static List<Digest> shorter(List<Digest> path) {
    return path.subList(0, Math.max(0, path.size() - 1));
  }

  @Test
  void anEmptyTreeIsContinuedByEveryTreeAndProvedByNothing() {
    Digest root = PROOFS.root(0, 7);
    assertThat(PROOFS.consistency(0, 7)).isEmpty();
    assertThat(Proofs.continues(0, TreeHash.empty(), 7, root, List.of())).isTrue();
    assertThat(Proofs.continues(0, TreeHash.empty(), 7, root, List.of(root))).isFalse();
    assertThat(Proofs.continues(0, root, 7, root, List.of())).isFalse();
    assertThat(Proofs.continues(8, root, 7, root, List.of())).isFalse();
    assertThat(Proofs.includes(root, 0, 0, List.of(), root)).isFalse();
    assertThat(Proofs.includes(root, -1, 7, List.of(), root)).isFalse();
  }

  /// Tree sizes up to 2^32, where every perfect subtree stands for itself by a made-up hash.
  @Test
  void proofsOfHugeTreesHold() {
    TreeHash hash = new TreeHash();
    // Equal leaves make equal subtrees, so that a tree of any size needs no storage.
    List<Digest> heights = new ArrayList<>(List.of(hash.leaf(new byte[0])));
    for (int h = 0; h < 32; h++) {
      heights.add(hash.node(heights.get(h), heights.get(h)));
    }
    NodeSource endless = (height, _) -> heights.get(height);
    Proofs proofs = new Proofs(endless);
    SeededRandom random = new SeededRandom(32);
    for (int i = 0; i < 100_000; i++) {
      long n = 1 + (random.nextLong() >>> 32);
      long m = 1 + Long.remainderUnsigned(random.nextLong(), n);
      Digest root = proofs.root(0, n);
      List<Digest> path = proofs.inclusion(m - 1, n);
      assertThat(Proofs.includes(endless.node(0, 0), m - 1, n, path, root)).isTrue();
      Digest old = proofs.root(0, m);
      List<Digest> both = proofs.consistency(m, n);
      assertThat(Proofs.continues(m, old, n, root, both)).isTrue();
      if (!path.isEmpty()) {
        List<Digest> bad = Grown.flip(path, random.nextInt(path.size()), random.nextInt(256));
        assertThat(Proofs.includes(endless.node(0, 0), m - 1, n, bad, root)).isFalse();
      }
      if (!both.isEmpty()) {
        List<Digest> bad = Grown.flip(both, random.nextInt(both.size()), random.nextInt(256));
        assertThat(Proofs.continues(m, old, n, root, bad)).isFalse();
      }
    }
  }

  @Test
  void thereIsNoProofOfALeafThatIsNotThere() {
    assertThatThrownBy(() -> PROOFS.inclusion(5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> PROOFS.consistency(6, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
