package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a house of its own, with a Java that only writes down how it was called.
final class LauncherTest {
  @TempDir private Path folder = Path.of("");

  private Path jar = Path.of("");
  private Path cache = Path.of("");

  @BeforeEach
  void house() throws IOException {
    Path target = Files.createDirectories(folder.resolve("governance/target"));
    Files.createDirectories(folder.resolve(".warrant"));
    Files.copy(SharedData.root().resolve("warrant"), folder.resolve("warrant"));
    jar = Files.writeString(target.resolve("warrant-governance-0.1.0.jar"), "ours");
    Path other = Files.writeString(target.resolve("other.jar"), "theirs");
    Files.writeString(target.resolve("dependencies"), other.toString());
    Files.writeString(folder.resolve("pom.xml"), "");
    Files.writeString(folder.resolve(".warrant/built"), "");
    cache = folder.resolve(".warrant/warrant.aot");
    jdk("jdk");
    for (String tool : List.of("mvn", "gcc", "apt-get", "sudo")) {
      script(folder.resolve("bin").resolve(tool), "exit 0");
    }
  }

  /// A JDK that makes a cache when asked to, unless a file `refuse` lies in the house.
  private void jdk(String name) throws IOException {
    Path home = folder.resolve(name);
    script(home.resolve("bin/javac"), "exit 0");
    script(
        home.resolve("bin/java"),
        """
        echo "$*" >>"%1$s/calls"
        for a in "$@"; do
          case "$a" in
            -XX:AOTCacheOutput=*) [ -e "%1$s/refuse" ] && exit 1; echo made >"${a#*=}" ;;
          esac
        done
        """
            .formatted(folder));
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION=\"25.0.9\"\nJAVA_RUNTIME_VERSION=\"25.0.9+" + name + "\"\n");
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /// How Java was called by the launcher, called with these arguments.
  private List<String> calls(String jdk, String... arguments) throws Exception {
    Path log = folder.resolve("calls");
    Files.deleteIfExists(log);
    List<String> command = new ArrayList<>(List.of("sh", folder.resolve("warrant").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", folder.resolve(jdk).toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().remove("WARRANT_JAVA_OPTS");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Files.readAllLines(log);
  }

  private List<String> demo() throws Exception {
    return calls("jdk", "demo", "--seconds", "60");
  }

  private String uses() {
    return "-XX:AOTCache=" + cache.toAbsolutePath();
  }

  @Test
  void theFirstDemoMakesACacheAndEveryLaterOneUsesIt() throws Exception {
    List<String> first = demo();
    assertThat(first).hasSize(2);
    assertThat(first.getFirst())
        .contains("-XX:AOTCacheOutput=", "demo --seconds 4 --no-watchdog")
        .doesNotContain("-Xshare");
    assertThat(first.getLast()).contains(uses(), "demo --seconds 60").doesNotContain("-Xshare");
    for (String common : List.of("-XX:+UseZGC", "-Xmx3g", "--enable-native-access", "other.jar ")) {
      assertThat(first).allMatch(call -> call.contains(common), common);
    }
    assertThat(demo()).singleElement().asString().contains(uses());
    assertThat(calls("jdk", "run")).singleElement().asString().contains(uses());
    assertThat(folder.resolve(".warrant/training")).doesNotExist();
  }

  @Test
  void aCacheThatNoLongerFitsIsMadeAnew() throws Exception {
    assertThat(demo()).hasSize(2);
    FileTime later = FileTime.from(Files.getLastModifiedTime(cache).toInstant().plusSeconds(60));
    Files.setLastModifiedTime(jar, later);
    assertThat(calls("jdk", "venue")).singleElement().asString().doesNotContain("AOTCache");
    assertThat(demo()).as("a newer jar").hasSize(2);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

    Files.writeString(cache, "ma");
    assertThat(demo()).as("a cache cut off").hasSize(2);
    Files.delete(cache);
    assertThat(demo()).as("a cache taken away").hasSize(2);
    jdk("other");
    assertThat(calls("other", "demo")).as("another JDK").hasSize(2);
    assertThat(calls("other", "demo")).hasSize(1);
  }

  @Test
  void aCacheThatCannotBeMadeIsDoneWithoutAndNotTriedAgain() throws Exception {
    Files.writeString(folder.resolve("refuse"), "");
    assertThat(demo()).hasSize(2).last().asString().doesNotContain("AOTCache");
    assertThat(demo()).singleElement().asString().doesNotContain("AOTCache");
  }

  @Test
  void otherCommandsNeitherMakeItNorUseIt() throws Exception {
    for (String command : List.of("doctor", "backtest", "run", "venue", "--help")) {
      assertThat(calls("jdk", command)).singleElement().asString().doesNotContain("AOTCache");
    }
    assertThat(calls("jdk", "demo", "--help")).hasSize(1);
    demo();
    assertThat(calls("jdk", "doctor"))
        .singleElement()
        .asString()
        .contains("-XX:+UseSerialGC")
        .doesNotContain("AOTCache");
  }
}
