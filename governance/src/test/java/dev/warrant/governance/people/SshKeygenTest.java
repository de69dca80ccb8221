package dev.warrant.governance.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.release.SshSignature;
import dev.warrant.knowledge.release.VerifyKey;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both ways with the real ssh-keygen; reported as *not run* where it is not installed.
final class SshKeygenTest {
  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void installed() {
    boolean there = false;
    for (String dir : System.getenv("PATH").split(File.pathSeparator, -1)) {
      there |= Files.isExecutable(Path.of(dir, "ssh-keygen"));
    }
    Assumptions.assumeTrue(there, "not run, ssh-keygen absent");
  }

  private int ssh(Path in, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ssh-keygen"));
    command.addAll(List.of(args));
    Process p =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(p.waitFor(4, TimeUnit.MINUTES)).isTrue();
    return p.exitValue();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aStatementSignedWithPlainSshKeygenCounts() throws IOException, InterruptedException {
    Path nothing = file("nothing", "");
    assertThat(ssh(nothing, "-q", "-t", "ed25519", "-N", "", "-C", "alice@desk", "-f", "k"))
        .isZero();
    Path statement = file("statement", "warrant statement 1\nkind: freeze\n");
    assertThat(ssh(nothing, "-Y", "sign", "-n", "warrant", "-f", "k", "statement")).isZero();
    SshSignature s = SshSignature.parse(Files.readString(folder.resolve("statement.sig")));
    assertThat(s.verifies(Files.readAllBytes(statement))).isTrue();
    assertThat(s.key())
        .isEqualTo(VerifyKey.parse(Files.readString(folder.resolve("k.pub"))))
        .isEqualTo(SecretKey.read(folder.resolve("k")).open());
    assertThat(s.armored()).isEqualTo(Files.readString(folder.resolve("statement.sig")));

    assertThat(ssh(nothing, "-Y", "sign", "-n", "file", "-f", "k", "nothing")).isZero();
    String foreign = Files.readString(folder.resolve("nothing.sig"));
    assertThatThrownBy(() -> SshSignature.parse(foreign)).hasMessageContaining("namespace");
  }

  @Test
  void sshKeygenAcceptsOurKeysAndOurSignatures() throws IOException, InterruptedException {
    SecretKey key = SecretKey.generate("bob@desk");
    key.write(folder.resolve("bob"));
    Path nothing = file("nothing", "");
    assertThat(ssh(nothing, "-y", "-f", "bob")).isZero();
    assertThat(Files.readString(folder.resolve("said"))).contains(key.open().text());
    assertThat(ssh(nothing, "-l", "-f", "bob.pub")).isZero();
    assertThat(Files.readString(folder.resolve("said"))).contains(key.open().fingerprint());

    Path message = file("message", "warrant statement 1\n");
    file("message.sig", key.sign(Files.readAllBytes(message)).armored());
    file("allowed", "bob namespaces=\"warrant\" " + key.open().text() + "\n");
    String[] verify = {
      "-Y", "verify", "-f", "allowed", "-I", "bob", "-n", "warrant", "-s", "message.sig"
    };
    assertThat(ssh(message, verify)).isZero();
    assertThat(ssh(nothing, verify)).isNotZero();
    Files.delete(folder.resolve("message.sig"));
    assertThat(ssh(nothing, "-Y", "sign", "-n", "warrant", "-f", "bob", "message")).isZero();
    assertThat(
            SshSignature.parse(Files.readString(folder.resolve("message.sig")))
                .verifies(Files.readAllBytes(message)))
        .isTrue();
  }

  @Test
  void anEncryptedKeyIsLeftToSshKeygen() throws IOException, InterruptedException {
    Path nothing = file("nothing", "");
    assertThat(ssh(nothing, "-q", "-t", "ed25519", "-N", "secret", "-f", "k")).isZero();
    assertThatThrownBy(() -> SecretKey.read(folder.resolve("k")))
        .hasMessageContaining("key-encrypted")
        .hasMessageContaining("Maybe --unsigned FILE, then ssh-keygen -Y sign -n warrant");
  }

  @Test
  void anotherKindOfKeyIsRefused() throws IOException, InterruptedException {
    Path nothing = file("nothing", "");
    assertThat(ssh(nothing, "-q", "-t", "ecdsa", "-N", "", "-f", "k")).isZero();
    String open = Files.readString(folder.resolve("k.pub"), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> VerifyKey.parse(open)).hasMessageContaining("ssh-ed25519");
    assertThatThrownBy(() -> SecretKey.read(folder.resolve("k")))
        .hasMessageContaining("ssh-ed25519");
  }
}
