package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The verifier's own reading of trees, notes and cosignatures against what others published.
class PublishedVectorsTest {
  /// Leaves and the root after each, of the reference implementation of RFC 6962 (Certificate
  /// Transparency, `merkle_tree_test.cc`).
  private static final String[][] ROOTS = {
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

  /// Vector of C2SP signed-note.
  private static final String KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String NOTE =
      "This is an example message.\n\n— example.com/foo"
          + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

  /// A checkpoint of a public log (arche2025h1.staging.ct.transparency.dev) with the cosignature of
  /// a public witness (remora.n621.de), both as published.
  private static final String REAL =
      "arche2025h1.staging.ct.transparency.dev\n1432088532\n"
          + "U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n\n"
          + "— arche2025h1.staging.ct.transparency.dev"
          + " zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=\n"
          + "— arche2025h1.staging.ct.transparency.dev"
          + " ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
          + "— remora.n621.de"
          + " 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n";

  private static final String ORIGIN = "arche2025h1.staging.ct.transparency.dev";
  private static final String LOG =
      ORIGIN + "+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
  private static final String WITNESS =
      "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

  @Test
  void rootsAreThoseOfTheReferenceImplementation() {
    Tree tree = new Tree((_, _, _) -> {});
    assertThat(HexFormat.of().formatHex(tree.root()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (String[] vector : ROOTS) {
      byte[] leaf = HexFormat.of().parseHex(vector[0]);
      tree.add(new Hashes().leaf(leaf, 0, leaf.length));
      assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(vector[1]);
    }
  }

  @Test
  void theNoteOfTheSpecificationIsBelievedAndNoOtherIs() throws Unfit {
    TrustedKey key = TrustedKey.parse(KEY, TrustedKey.LOG);
    assertThat(key.signed(SignedNote.parse(NOTE))).isTrue();
    byte[] good = NOTE.getBytes(StandardCharsets.UTF_8);
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(believed(key, bad)).as("bit %d", bit).isFalse();
    }
  }

  private static boolean believed(TrustedKey key, byte[] note) {
    try {
      return key.signed(SignedNote.parse(note));
    } catch (Unfit e) {
      return false;
    }
  }

  @Test
  void aPublicLogAndItsWitnessAreBothBelieved() throws Unfit {
    TrustedKey log = TrustedKey.parse(LOG, TrustedKey.LOG);
    TrustedKey witness = TrustedKey.parse(WITNESS, TrustedKey.WITNESS);
    SignedNote note = SignedNote.parse(REAL);
    Head head = Head.of("here", note, ORIGIN, log);
    assertThat(head.size()).isEqualTo(1_432_088_532L);
    assertThat(witness.signed(note)).isTrue();
    assertThat(witness.seconds(note)).isEqualTo(0x6a122120L);
    SignedNote other = SignedNote.parse(REAL.replace("1432088532", "1432088533"));
    assertThat(log.signed(other)).isFalse();
    assertThat(witness.signed(other)).isFalse();
  }
}
