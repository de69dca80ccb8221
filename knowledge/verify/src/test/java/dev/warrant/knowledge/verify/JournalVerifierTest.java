package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalVerifierTest {
  private static final int TIMER = 2;
  private static final int CUT_TAKEN = 3;

  @TempDir Path folder;

  @Test
  void aJournalWrittenByHandFromTheDocumentIsClean() throws IOException {
    sample().close().save(folder);
    assertThat(JournalVerifier.verify(folder))
        .isInstanceOfSatisfying(
            Verdict.Clean.class,
            clean -> {
              assertThat(clean.records()).isEqualTo(6);
              assertThat(clean.lastSeq()).isEqualTo(3);
              assertThat(clean.closed()).isTrue();
              assertThat(clean.toString()).startsWith("clean: 6 records, inputs 1 to 3, closed");
            });
  }

  @Test
  void aJournalThatEndsWithoutCloseBeforeItsSizeIsTampered() throws IOException {
    sample().save(folder);
    assertThat(JournalVerifier.verify(folder))
        .isInstanceOfSatisfying(Verdict.Tampered.class, t -> assertThat(t.seq()).isEqualTo(3))
        .extracting(Verdict::exitStatus)
        .isEqualTo(1);
  }

  @Test
  void recordsInAnotherOrderAreNamed() throws IOException {
    new HandWritten(4096)
        .input(TIMER, new byte[0])
        .derived(74, new byte[] {1})
        .input(CUT_TAKEN, new byte[] {9})
        .close()
        .save(folder);
    Path file = folder.resolve("00000001-00000000000000000001.wj");
    byte[] bytes = Files.readAllBytes(file);
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, 192 + 64, swapped, 192, 65);
    System.arraycopy(bytes, 192, swapped, 192 + 65, 64);
    Files.write(file, swapped);
    assertThat(JournalVerifier.verify(folder))
        .isInstanceOfSatisfying(
            Verdict.Tampered.class,
            t -> {
              assertThat(t.offset()).isEqualTo(192);
              assertThat(t.what()).isEqualTo("conclusion 0 of 1 does not belong here");
              assertThat(t.file()).endsWith("1.wj");
            });
  }

  @Test
  void aFolderWithoutJournalIsUnreadable() {
    assertThat(JournalVerifier.verify(folder).exitStatus()).isEqualTo(2);
    assertThat(JournalVerifier.verify(folder.resolve("none")).exitStatus()).isEqualTo(2);
  }

  private static HandWritten sample() {
    return new HandWritten(4096)
        .input(TIMER, new byte[0])
        .derived(74, new byte[] {1, 2, 3})
        .derived(74, new byte[] {4})
        .input(CUT_TAKEN, new byte[] {9})
        .input(TIMER, new byte[0]);
  }
}
