package dev.warrant.knowledge.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class SshSignatureTest {
  /// Made once with `ssh-keygen -t ed25519` and `ssh-keygen -Y sign -n warrant` (OpenSSH 9.2p1).
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICs44jmC1+ID6XHdIePVH91kj2Xtv4utnmfU9da4ZNi6";

  private static final String ARMORED =
      """
      -----BEGIN SSH SIGNATURE-----
      U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgKzjiOYLX4gPpcd0h49Uf3WSPZe
      2/i62eZ9T11rhk2LoAAAAHd2FycmFudAAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQy
      NTUxOQAAAECiY2g1V19TVLVgWxLDT7PtESmsNlHzQu8PEw9wsnH9A9bXrqkFkXVb8VMSxH
      PaGPX9+cA16DmvX/Ln+wmFgQsN
      -----END SSH SIGNATURE-----
      """;

  private static final byte[] MESSAGE = "hello\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void whatSshKeygenSignedVerifiesAndNothingElseDoes() {
    SshSignature s = SshSignature.parse(ARMORED);
    assertThat(s.key()).isEqualTo(VerifyKey.parse(KEY + " alice@desk"));
    assertThat(s.verifies(MESSAGE)).isTrue();
    assertThat(s.verifies("hello".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(s.armored()).isEqualTo(ARMORED);
  }

  @Test
  void everyChangedByteOfTheBlobIsNoticed() {
    byte[] blob = blob();
    for (int i = 0; i < blob.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] other = blob.clone();
        other[i] ^= (byte) (1 << bit);
        assertThat(holds(other)).as("byte %d bit %d", i, bit).isFalse();
      }
    }
    for (int n = 0; n < blob.length; n++) {
      assertThat(holds(Arrays.copyOf(blob, n))).as("cut to %d", n).isFalse();
    }
    assertThat(holds(Arrays.copyOf(blob, blob.length + 1))).isFalse();
  }

  @Test
  void aSignatureForAnotherPurposeSaysHowToMakeOneForThis() {
    byte[] git = "\0\0\0\7warrant".getBytes(StandardCharsets.ISO_8859_1);
    String text = new String(blob(), StandardCharsets.ISO_8859_1);
    int at = text.indexOf(new String(git, StandardCharsets.ISO_8859_1));
    byte[] other = text.replace("warrant", "gitsign").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(at).isPositive();
    assertThatThrownBy(() -> SshSignature.parse(armor(other)))
        .hasMessageContaining("for \"gitsign\"")
        .hasMessageContaining("ssh-keygen -Y sign -n warrant");
  }

  @Test
  void keysUnderWhichAnybodyCanSignAreRefused() {
    // The encodings of the points of small order (y = 1, 0, -1 and the two of order eight), and
    // numbers that are not reduced: p + 1 and p itself.
    for (String point :
        new String[] {
          "0100000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
        }) {
      assertThatThrownBy(() -> VerifyKey.ofPoint(HexFormat.of().parseHex(point)))
          .as(point)
          .hasMessageContaining("key-weak");
    }
  }

  @Test
  void otherKindsOfKeysSayWhatToMake() {
    assertThatThrownBy(() -> VerifyKey.parse("ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB x"))
        .hasMessageContaining("expected ssh-ed25519")
        .hasMessageContaining("Maybe make one with ssh-keygen -t ed25519");
    assertThatThrownBy(() -> VerifyKey.parse("-----BEGIN OPENSSH PRIVATE KEY-----"))
        .hasMessageContaining("Maybe you gave the private key");
    assertThatThrownBy(() -> VerifyKey.parse(KEY + "AAAA")).isInstanceOf(ReleaseException.class);
  }

  private static byte[] blob() {
    String[] lines = ARMORED.split("\n", -1);
    return Base64.getDecoder()
        .decode(String.join("", Arrays.copyOfRange(lines, 1, lines.length - 2)));
  }

  private static String armor(byte[] blob) {
    return "-----BEGIN SSH SIGNATURE-----\n"
        + SshSignature.wrapped(blob, 70)
        + "-----END SSH SIGNATURE-----\n";
  }

  private static boolean holds(byte[] blob) {
    try {
      SshSignature s = SshSignature.parse(armor(blob));
      return s.key().equals(VerifyKey.parse(KEY)) && s.verifies(MESSAGE);
    } catch (ReleaseException e) {
      return false;
    }
  }
}
