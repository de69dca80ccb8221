package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a house of its own, with a Java that only writes down how it was called.
@Timeout(120) // a process that never ends would hold a pipe open
final class LauncherTest {
  @TempDir private Path folder = Path.of("");

  private Path jar = Path.of("");
  private Path cache = Path.of("");
  private Path archive = Path.of("");

  @BeforeEach
  void house() throws IOException {
    // A clone may lie anywhere.
    folder = Files.createDirectory(folder.resolve("a house"));
    Path target = Files.createDirectories(folder.resolve("governance/target"));
    Files.createDirectories(folder.resolve(".warrant"));
    Files.copy(SharedData.root().resolve("warrant"), folder.resolve("warrant"));
    jar = Files.writeString(target.resolve("warrant-governance-0.1.0.jar"), "ours");
    Path other = Files.writeString(target.resolve("other.jar"), "theirs");
    Files.writeString(target.resolve("dependencies"), other.toString());
    Files.writeString(folder.resolve("pom.xml"), "");
    Files.writeString(folder.resolve(".warrant/built"), "");
    cache = folder.resolve(".warrant/warrant.aot");
    archive = folder.resolve(".warrant/questions.jsa");
    jdk("jdk");
    for (String tool : List.of("mvn", "gcc", "apt-get", "sudo")) {
      script(folder.resolve("bin").resolve(tool), "exit 0");
    }
  }

  /// A JDK that makes a cache when asked to, unless a file `refuse` lies in the house. Where a pipe
  /// `gate` lies there, an archive is made once somebody writes to it.
  private void jdk(String name) throws IOException {
    Path home = folder.resolve(name);
    script(home.resolve("bin/javac"), "exit 0");
    script(
        home.resolve("bin/java"),
        """
        echo "$*" >>"%1$s/calls"
        for a in "$@"; do
          case "$a" in
            -XX:ArchiveClassesAtExit=*) [ -p "%1$s/gate" ] && read -r line <"%1$s/gate" ;;
          esac
          case "$a" in
            -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*)
              [ -e "%1$s/refuse" ] && exit 1; echo made >"${a#*=}" ;;
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
    return calls(jdk, () -> {}, arguments);
  }

  /// What is done once the launcher has answered, and before what it left running ends.
  @FunctionalInterface
  private interface Meanwhile {
    void act() throws IOException;
  }

  /// Two pipes: one ends with the answer, the other, number 9, once the last process that the
  /// launcher started is gone. `Process` does not serve: it ends its streams when the launcher
  /// ends.
  private List<String> calls(String jdk, Meanwhile answered, String... arguments) throws Exception {
    Path log = folder.resolve("calls");
    Files.deleteIfExists(log);
    Path alive = pipe("alive");
    Path answer = pipe("answer");
    String redirected = "exec sh \"$0\" \"$@\" 9>'%s' >'%s' 2>&1".formatted(alive, answer);
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", redirected, folder.resolve("warrant").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", folder.resolve(jdk).toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().remove("WARRANT_JAVA_OPTS");
    Process process = builder.start();
    try (InputStream all = Files.newInputStream(alive)) {
      String said = Files.readString(answer);
      answered.act();
      assertThat(all.readAllBytes()).isEmpty();
      assertThat(process.waitFor()).as(said).isZero();
    }
    return Files.readAllLines(log);
  }

  private Path pipe(String name) throws Exception {
    Path path = folder.resolve(name);
    Files.deleteIfExists(path);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    return path;
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

  /// How the question itself was called: what trains names the folder it makes the archive in.
  private static String question(List<String> calls) {
    List<String> found =
        calls.stream().filter(call -> !call.contains("questions.jsa.making")).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private String usesArchive() {
    return "-XX:SharedArchiveFile=" + archive.toAbsolutePath();
  }

  @Test
  void theFirstQuestionLeavesAnArchiveBehindThatLaterCommandsUse() throws Exception {
    List<String> first = calls("jdk", "near-limit", "--run", "x");
    assertThat(first).hasSize(3);
    assertThat(question(first)).contains("near-limit --run x").doesNotContain("questions.jsa");
    assertThat(first).anyMatch(call -> call.contains("backtest --generated"));
    assertThat(first)
        .filteredOn(call -> call.contains("-XX:ArchiveClassesAtExit="))
        .singleElement()
        .asString()
        .contains("-XX:+UseSerialGC", "other.jar dev.warrant", " ask ");
    for (String command : List.of("why", "who", "ask", "doctor", "kill", "--help")) {
      assertThat(calls("jdk", command)).singleElement().asString().contains(usesArchive());
    }
    assertThat(folder.resolve(".warrant/questions.jsa.making")).doesNotExist();
    assertThat(demo()).noneMatch(call -> call.contains("questions.jsa"));
  }

  @Test
  void noQuestionWaitsForTheArchiveAndASecondDoesNotMakeItToo() throws Exception {
    Path gate = pipe("gate");
    Path making = folder.resolve(".warrant/questions.jsa.making");
    List<String> both = calls("jdk", () -> Files.writeString(gate, "go\n"), "who", "approved");
    assertThat(both).hasSize(3);
    assertThat(archive).exists();
    Files.createDirectories(making);
    Files.delete(archive);
    assertThat(calls("jdk", "why")).as("somebody is making it").hasSize(1);
    Files.setLastModifiedTime(making, FileTime.fromMillis(0));
    Files.delete(gate);
    assertThat(calls("jdk", "why")).as("whoever was making it is gone").hasSize(3);
    assertThat(calls("jdk", "why")).hasSize(1);
  }

  @Test
  void anArchiveThatNoLongerFitsIsMadeAnewAndOneThatCannotBeMadeIsDoneWithout() throws Exception {
    assertThat(calls("jdk", "why")).hasSize(3);
    FileTime later = FileTime.from(Files.getLastModifiedTime(archive).toInstant().plusSeconds(60));
    Files.setLastModifiedTime(jar, later);
    assertThat(calls("jdk", "doctor")).singleElement().asString().doesNotContain(".jsa");
    assertThat(question(calls("jdk", "why"))).as("a newer jar").doesNotContain(".jsa");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    assertThat(calls("jdk", "why")).hasSize(1);
    Files.writeString(archive, "ma");
    assertThat(calls("jdk", "why")).as("an archive cut off").hasSize(3);

    Files.writeString(folder.resolve("refuse"), "");
    Files.writeString(archive, "m");
    assertThat(calls("jdk", "why")).hasSize(3);
    assertThat(archive).doesNotExist();
    assertThat(calls("jdk", "why")).singleElement().asString().doesNotContain(".jsa");
  }

  @Test
  void whatWouldNotBeWrittenIsNotTried() throws Exception {
    Files.writeString(
        folder.resolve(".warrant/questions.jsa.making"), "no folder can be made here");
    assertThat(calls("jdk", "overrides")).singleElement().asString().doesNotContain(".jsa");
  }

  @Test
  void onlyQuestionsMakeTheArchive() throws Exception {
    for (String command : List.of("doctor", "backtest", "kill", "status", "--help")) {
      assertThat(calls("jdk", command)).as(command).hasSize(1);
    }
    assertThat(calls("jdk", "why", "--help")).hasSize(1);
  }

  @Test
  void aMomentNeedsOneCompilerAWholeRunTheSecondLaterAndAReplayBothAtOnce() throws Exception {
    assertThat(question(calls("jdk", "what-if"))).contains("-XX:TieredStopAtLevel=1");
    assertThat(question(calls("jdk", "audit", "sample"))).contains("-XX:Tier4InvocationThreshold=");
    for (String line : List.of("why --from-inputs", "why --replay-within 90", "replay", "run")) {
      assertThat(question(calls("jdk", line.split(" ", -1)))).doesNotContain("-XX:Tier");
    }
  }
}
