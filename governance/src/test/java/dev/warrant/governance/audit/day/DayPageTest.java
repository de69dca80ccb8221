package dev.warrant.governance.audit.day;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.verify.LogVerdict;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a page says first of a day that is not signed as a whole.
final class DayPageTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long NOON = DAY.toEpochDay() * DAY_NANOS + DAY_NANOS / 2;
  private static final String SIGNED = "This result is signed by a/b (key 00), under the first 5.";

  private static final LogVerdict.Tail NONE = new LogVerdict.Tail(0, 0, 0);

  @TempDir Path folder;

  @BeforeEach
  void write() {
    try (JournalWriter writer = JournalWriter.open(folder.resolve("journal"), "run")) {
      writer.input(
          NOON,
          new DeskEvent.Started(
              1, 0, 5, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "<script>"));
      writer.input(NOON + 1, new DeskEvent.Stopped("test"));
    }
  }

  private DayPage page(String signed, LogVerdict.Tail tail) {
    ObjectNode reconciled = new ObjectMapper().createObjectNode().put("verdict", "RECONCILED");
    DayAsked asked =
        new DayAsked(
            new RunFolder(folder),
            DAY,
            NOON,
            "test",
            "a test's clock",
            null,
            reconciled,
            signed,
            new DayAsked.LogState("clean", "a/b/run", "a/b+00+00", "clean: 9 records", tail),
            new NoWords());
    DayFold day = DayFold.read(folder.resolve("journal"), DAY);
    Sheet none = new Sheet("differences", "Differences", "", Sheet.columns("a"), List.of());
    return new DayPage(asked, day, List.of(none), new TreeMap<>(), new TreeMap<>());
  }

  /// No policy is asked about.
  private record NoWords() implements DayAsked.PolicyWords {
    @Override
    public List<DayAsked.LimitName> limits(Digest policy) {
      return List.of();
    }

    @Override
    public String limit(Digest policy, boolean exit, int place) {
      return "";
    }

    @Override
    public String spare(Digest policy, boolean exit, int place, long margin) {
      return "";
    }

    @Override
    public String why(Digest policy, String clientId) {
      return "";
    }
  }

  @Test
  void recordsThatNobodySignedAreNamedFirst() {
    assertThat(page(SIGNED, NONE).fine()).isTrue();
    DayPage killed = page(SIGNED, new LogVerdict.Tail(4, 1, NOON));
    assertThat(killed.fine()).isFalse();
    assertThat(killed.html())
        .contains("what was signed BUT FOR THE LAST 4 RECORDS, since 2026-03-02T12:00:00Z")
        .contains("class=\"verdict bad\"");
    DayPage later = page(SIGNED, new LogVerdict.Tail(4, 0, (DAY.toEpochDay() + 1) * DAY_NANOS));
    assertThat(later.fine()).as("records of another day").isTrue();
  }

  @Test
  void aResultThatAnybodyMayHaveWrittenIsNotFine() {
    assertThat(page("This result is NOT SIGNED: anybody may have written it.", NONE).fine())
        .isFalse();
    assertThat(page(SIGNED + "; RECORDS OF THIS DAY CAME LATER and", NONE).fine()).isFalse();
  }
}
