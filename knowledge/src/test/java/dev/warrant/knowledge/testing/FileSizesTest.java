package dev.warrant.knowledge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSizesTest {
  @TempDir Path folder;

  private Path program(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("prlimit"), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  @Test
  void aProgramThatIsMissingOrForbiddenIsAReasonNotToRun() throws IOException {
    Path missing = folder.resolve("nothing");
    assertThat(FileSizes.problem(missing)).startsWith("not run: " + missing + " of util-linux");
    Path forbidden = program("echo 'prlimit: failed: Operation not permitted' >&2; exit 1");
    assertThat(FileSizes.problem(forbidden))
        .startsWith("not run: " + forbidden)
        .endsWith("ended with 1: prlimit: failed: Operation not permitted");
  }

  @Test
  void oneThatMayLimitItselfButNobodyElseIsToo() throws IOException {
    Path half = program("[ \"$1\" != --pid ] || { echo denied; exit 3; }");
    assertThat(FileSizes.problem(half)).startsWith("not run: ").contains("ended with 3: denied");
    assertThat(FileSizes.problem(program("exit 0"))).isEmpty();
  }
}
