package dev.warrant.knowledge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleLogTest {
  /// Inputs and roots of the reference implementation of RFC 6962 (Certificate Transparency,
  /// `merkle_tree_test.cc`): leaves in hexadecimal, root after each.
  private static final String[][] VECTORS = {
    {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {
      "606162636465666768696a6b6c6d6e6f",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    },
  };

  @Test
  void rootsAreThoseOfTheReferenceImplementation() {
    MerkleLog log = new MerkleLog();
    assertThat(log.root().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (String[] vector : VECTORS) {
      log.add(HexFormat.of().parseHex(vector[0]));
      assertThat(log.root().hex()).isEqualTo(vector[1]);
    }
  }

  @Test
  void everyProofHoldsAndNoOtherDoes() {
    MerkleLog log = new MerkleLog();
    for (int n = 1; n <= 70; n++) {
      log.add(data(n - 1));
      for (int i = 0; i < n; i++) {
        List<Digest> path = log.proof(i);
        assertThat(MerkleLog.verify(data(i), i, n, path, log.root())).isTrue();
        assertThat(MerkleLog.verify(data(i + 1), i, n, path, log.root())).isFalse();
        assertThat(MerkleLog.verify(data(i), i + 1, n, path, log.root())).isFalse();
        assertThat(MerkleLog.verify(data(i), i, n, path, data32(i))).isFalse();
        assertLongerAndShorterFail(log, i, n, path);
      }
    }
  }

  private static void assertLongerAndShorterFail(MerkleLog log, int i, int n, List<Digest> path) {
    List<Digest> longer = new ArrayList<>(path);
    longer.add(Digest.ZERO);
    assertThat(MerkleLog.verify(data(i), i, n, longer, log.root())).isFalse();
    if (!path.isEmpty()) {
      List<Digest> shorter = path.subList(0, path.size() - 1);
      assertThat(MerkleLog.verify(data(i), i, n, shorter, log.root())).isFalse();
    }
  }

  @Test
  void everyFlippedBitOfAProofIsRefused() {
    MerkleLog log = new MerkleLog();
    for (int i = 0; i < 37; i++) {
      log.add(data(i));
    }
    for (int i = 0; i < 37; i++) {
      List<Digest> path = log.proof(i);
      for (int step = 0; step < path.size(); step++) {
        for (int bit = 0; bit < 256; bit++) {
          List<Digest> bad = new ArrayList<>(path);
          bad.set(step, flip(path.get(step), bit));
          assertThat(MerkleLog.verify(data(i), i, 37, bad, log.root())).isFalse();
        }
      }
    }
  }

  @Test
  void theRootWithoutLeavesKeptIsTheSame() {
    MerkleLog log = new MerkleLog();
    MerkleRoot root = new MerkleRoot();
    assertThat(root.root()).isEqualTo(log.root());
    for (int i = 0; i < 300; i++) {
      log.add(data32(i));
      root.add(data32(i));
      assertThat(root.root()).isEqualTo(log.root());
      assertThat(root.size()).isEqualTo(log.size());
    }
  }

  @Test
  void aProofOfNoLeafIsRefused() {
    MerkleLog log = new MerkleLog();
    log.add(data(0));
    assertThatThrownBy(() -> log.proof(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(MerkleLog.verify(data(0), -1, 1, List.of(), log.root())).isFalse();
  }

  private static byte[] data(int i) {
    return data32(i).bytes();
  }

  private static Digest data32(int i) {
    return Digest.sha256("leaf " + i);
  }

  private static Digest flip(Digest d, int bit) {
    byte[] bytes = d.bytes();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return Digest.read(bytes, 0);
  }
}
