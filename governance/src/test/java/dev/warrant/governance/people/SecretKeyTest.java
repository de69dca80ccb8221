package dev.warrant.governance.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.release.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretKeyTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aKeyComesBackFromItsFileAndNeverPrintsItself() throws IOException {
    SecretKey key = SecretKey.generate("alice@desk");
    Path file = folder.resolve("k");
    key.write(file);
    SecretKey again = SecretKey.read(file);
    assertThat(again.open()).isEqualTo(key.open());
    assertThat(again.comment()).isEqualTo("alice@desk");
    byte[] message = "x".getBytes(StandardCharsets.UTF_8);
    assertThat(again.sign(message)).isEqualTo(key.sign(message));
    assertThat(key.toString()).isEqualTo("SecretKey[" + key.open().fingerprint() + "]");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> key.write(file)).hasMessageContaining("key-exists");
  }

  @Test
  void aKeyFileOpenToOthersIsRefused() throws IOException {
    Path file = folder.resolve("k");
    SecretKey.generate("x").write(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SecretKey.read(file))
        .hasMessageContaining("open to others")
        .hasMessageContaining("Maybe chmod 600");
  }

  @Test
  void noChangedByteOfAKeyFileGivesAnotherKey() throws IOException {
    SecretKey key = SecretKey.generate("x");
    Path file = folder.resolve("k");
    key.write(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i += 3) {
      byte[] other = bytes.clone();
      other[i] ^= 1;
      Files.write(file, other);
      try {
        // What is left unprotected in the format is the comment and the padding.
        assertThat(SecretKey.read(file).open()).isEqualTo(key.open());
      } catch (ReleaseException e) {
        assertThat(e.code()).matches("key-.*|ssh-.*");
      }
    }
  }
}
