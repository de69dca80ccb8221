package dev.warrant.knowledge.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NumberedFilesTest {
  private static final Pattern NAME = Pattern.compile("part-[0-9]{3}\\.bin");

  @TempDir private Path folder = Path.of("");

  @Test
  void onlyFilesOfThatNameAreListedAndInTheirOrder() throws IOException {
    for (String name :
        new String[] {
          "part-010.bin", "part-002.bin", "part-100.bin", "part-2.bin", "part-002.bin.tmp", "lock"
        }) {
      Files.createFile(folder.resolve(name));
    }
    assertThat(NumberedFiles.list(folder, NAME))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("part-002.bin", "part-010.bin", "part-100.bin");
  }

  @Test
  void aFolderThatIsNotThereHoldsNone() {
    assertThat(NumberedFiles.list(folder.resolve("none"), NAME)).isEmpty();
  }
}
