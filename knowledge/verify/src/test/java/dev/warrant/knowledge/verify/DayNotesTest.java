package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reconciliations beside a run, written here by hand after `docs/log.md`: what holds, and what
/// somebody changed, took from another run or left out.
class DayNotesTest {
  private static final String DAY = "1970-01-01";
  private static final String RESULT = "{\"verdict\":\"RECONCILED\"}\n";
  private static final String LIST = "{\"orders\":[]}";
  private static final long INPUTS = 300;

  /// Sample runs have none.
  private static final long ORDERS = 0;

  private static final NoteSigner WITNESS =
      NoteSigner.generate("witness.example/w", NoteKey.Use.WITNESS);

  @TempDir Path temp;
  private Path run;
  private Path folder;
  private Checkpoint head = Checkpoint.of("none yet", 0, Digest.ZERO);

  @BeforeEach
  void make() throws IOException {
    run = temp.resolve("run");
    folder = Files.createDirectories(run.resolve("reconcile"));
    SampleRuns.write(run, 1, INPUTS);
    head = SampleRuns.seal(run, INPUTS);
  }

  private String text(Checkpoint under, int number, String verdict, long counted) {
    return "warrant reconciliation 1\norigin "
        + under.origin()
        + "\nday "
        + DAY
        + " "
        + number
        + "\nspan 1 "
        + INPUTS
        + "\nverdict "
        + verdict
        + "\nvenue http://127.0.0.1:1\nasked 86400001 the machine's clock\norders "
        + counted
        + " 4 4 1 0\nfills 0 2 0\ndifferences "
        + (verdict.equals("complete") ? 0 : 3)
        + "\nunjudged 1\nlist "
        + Digest.sha256(LIST).hex()
        + "\nanswer /fapi/v1/allOrders BTCUSDT 1 300 86400001 4 "
        + Digest.sha256("[]").hex()
        + "\nresult "
        + Digest.sha256(RESULT).hex()
        + "\nhead "
        + under.size()
        + " "
        + Base64.getEncoder().encodeToString(under.root().bytes())
        + "\n";
  }

  private void keep(String name, String text) throws IOException {
    keep(name, text, SampleRuns.SIGNER);
  }

  private void keep(String name, String text, NoteSigner by) throws IOException {
    Files.writeString(folder.resolve(name + ".json"), RESULT);
    Files.writeString(folder.resolve(name + ".venue.json"), LIST);
    Note note = new Note(text, List.of(by.sign(text)));
    Files.writeString(folder.resolve(name + ".note"), note.toString());
  }

  private LogVerdict verify() {
    return LogVerifier.verify(
        new LogVerifier.Query(
            run, head.origin(), SampleRuns.SIGNER.open().toString(), List.of(), List.of()));
  }

  private DayTold told() {
    LogVerdict found = verify();
    assertThat(found).as(found.toString()).isInstanceOf(LogVerdict.Clean.class);
    List<DayTold> days = ((LogVerdict.Clean) found).days();
    assertThat(days).hasSize(1);
    assertThat(found.toString()).contains("\nvenue, " + DAY + ": " + days.getFirst().says());
    assertThat(found.json()).contains("\"days\":[{\"day\":\"" + DAY + "\"");
    return days.getFirst();
  }

  private void tampered(String file, String what) {
    LogVerdict found = verify();
    assertThat(found.exitStatus()).as(found.toString()).isEqualTo(1);
    assertThat(found.toString()).startsWith("TAMPERED: ").contains(file).contains(what);
  }

  @Test
  void aDayThatIsSignedCompleteIsToldWithItsCountsItsListAndItsClock() throws IOException {
    keep(DAY, text(head, 1, "complete", ORDERS));
    DayTold day = told();
    assertThat(day.state()).isEqualTo(DayTold.State.COMPLETE);
    assertThat(day.says())
        .startsWith("complete, signed: 4 of " + ORDERS + " orders and 0 of 0 fills")
        .contains("http://127.0.0.1:1 (1 answers), asked 1970-01-02T00:00:00.001Z")
        .contains("by the machine's clock, 1 trades at its end not judged")
        .endsWith("under the first " + head.size() + " records");
  }

  @Test
  void differencesAreToldAndSoIsWhatWasSaidBefore() throws IOException {
    keep(DAY, text(head, 1, "differs", ORDERS));
    assertThat(told().state()).isEqualTo(DayTold.State.DIFFERS);
    keep(DAY + "-2", text(head, 2, "complete", ORDERS));
    assertThat(told().state()).isEqualTo(DayTold.State.COMPLETE);
    assertThat(told().says()).endsWith("; before that: differs");
  }

  @Test
  void noResultAndOneThatNobodySignedAreNeverCalledComplete() throws IOException {
    assertThat(told().state()).isEqualTo(DayTold.State.NOT_RECONCILED);
    Files.writeString(folder.resolve(DAY + ".json"), RESULT);
    assertThat(told().state()).isEqualTo(DayTold.State.UNSIGNED);
    assertThat(told().says()).contains("unsigned").contains("anybody");
    String whole = text(head, 1, "none", 0);
    String none =
        whole.substring(0, whole.indexOf("venue "))
            + "why HTTP 503\n"
            + whole.substring(whole.indexOf("result "));
    keep(DAY, none);
    assertThat(told().state()).isEqualTo(DayTold.State.NOT_RECONCILED);
    assertThat(told().says()).contains("signed as such: HTTP 503");
  }

  @Test
  void aDayThatWentOnAfterwardsIsCompleteInPartOnly() throws IOException {
    keep(DAY, text(head, 1, "complete", ORDERS));
    try (JournalWriter writer = SampleRuns.writer(run)) {
      SampleRuns.append(writer, 1, INPUTS + 20);
    }
    SampleRuns.seal(run, INPUTS + 20);
    assertThat(told().state()).isEqualTo(DayTold.State.PART);
    assertThat(told().says()).contains("LATER RECORDS of that day, from 1970-01-01T00:00:00.30");
  }

  @Test
  void everyChangedByteOfNoteResultAndListIsFound() throws IOException {
    keep(DAY, text(head, 1, "complete", ORDERS));
    for (String name : List.of(".note", ".json", ".venue.json")) {
      Path file = folder.resolve(DAY + name);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < whole.length; i++) {
        byte[] changed = whole.clone();
        changed[i] ^= 1;
        Files.write(file, changed);
        tampered(file.toString(), "");
      }
      Files.write(file, whole);
    }
    told();
    Files.delete(folder.resolve(DAY + ".venue.json"));
    told();
    Files.delete(folder.resolve(DAY + ".json"));
    tampered(DAY + ".json", "signed, and not here");
  }

  @Test
  void aNoteOfAnotherRunOfAnotherKeyOrByAnotherNameIsRefused() throws IOException {
    Checkpoint other = Checkpoint.of("warrant.local/test/other-1", head.size(), head.root());
    keep(DAY, text(other, 1, "complete", ORDERS));
    tampered(DAY + ".note", "a reconciliation of \"warrant.local/test/other-1\"");
    String text = text(head, 1, "complete", ORDERS);
    keep(DAY, text, NoteSigner.generate("warrant.local/test", NoteKey.Use.LOG));
    tampered(DAY + ".note", "did not sign");
    keep(DAY, text);
    for (String part : List.of(".json", ".venue.json", ".note")) {
      Files.move(folder.resolve(DAY + part), folder.resolve("1970-01-02" + part));
    }
    tampered("1970-01-02.note", "reconciliation 1 of 1970-01-01 by another name");
  }

  @Test
  void aHeadThatIsNoneOfThisLogOrBeyondItIsRefused() throws IOException {
    Checkpoint old = Checkpoint.of(head.origin(), head.size() - 9, head.root());
    keep(DAY, text(old, 1, "complete", ORDERS));
    tampered(DAY + ".note", "not one of this log: another history");
    keep(DAY, text(Checkpoint.of(head.origin(), head.size() + 5, head.root()), 1, "differs", 1));
    tampered(DAY + ".note", "rolled back or cut");
  }

  @Test
  void anotherCountOfOrdersOrFillsAndAnEarlierResultThatIsGoneAreFound() throws IOException {
    keep(DAY, text(head, 1, "complete", ORDERS + 1));
    tampered(
        DAY + ".note",
        "held " + (ORDERS + 1) + " orders against the venue's list, and the log has " + ORDERS);
    keep(DAY, text(head, 1, "complete", ORDERS).replace("fills 0 2 0", "fills 2 2 2"));
    tampered(DAY + ".note", "held 2 fills against the venue's list, and the log has 0 from ");
    keep(DAY, text(head, 1, "differs", ORDERS));
    keep(DAY + "-2", text(head, 2, "complete", ORDERS));
    told();
    Files.delete(folder.resolve(DAY + ".json"));
    Files.delete(folder.resolve(DAY + ".note"));
    tampered("reconcile", "reconciliation 1 of 1970-01-01 is not here, and 2 is");
  }

  /// A head of this log that names notes, cosigned.
  private void cosign(Checkpoint of, String... lines) {
    String text = new Checkpoint(of.origin(), of.size(), of.root(), List.of(lines)).text();
    Note note =
        new Note(text, List.of(SampleRuns.SIGNER.sign(text), WITNESS.cosign(text, 1_700_000_000L)));
    CheckpointFiles.write(run.resolve("log"), CheckpointFiles.witnessed(WITNESS.open()), note);
  }

  private String line(int number, String name) throws IOException {
    String digest = Digest.sha256(Files.readAllBytes(folder.resolve(name + ".note"))).hex();
    return "reconciliation " + DAY + " " + number + " " + digest;
  }

  private DayTold toldTo(NoteSigner... witnesses) {
    LogVerdict found =
        LogVerifier.verify(
            new LogVerifier.Query(
                run,
                head.origin(),
                SampleRuns.SIGNER.open().toString(),
                Stream.of(witnesses).map(w -> w.open().toString()).toList(),
                List.of()));
    assertThat(found).as(found.toString()).isInstanceOf(LogVerdict.Clean.class);
    return ((LogVerdict.Clean) found).days().getFirst();
  }

  @Test
  void aNoteUnderACosignedHeadIsToldWithWhoAndWhen() throws IOException {
    keep(DAY, text(head, 1, "complete", ORDERS));
    cosign(head, line(1, DAY));
    assertThat(toldTo(WITNESS).cosigned()).isEqualTo("witness.example/w at 2023-11-14T22:13:20Z");
    assertThat(toldTo(WITNESS).says()).contains(", cosigned by witness.example/w at 2023-11-14T");
    assertThat(toldTo().cosigned()).as("by nobody who is trusted").isEmpty();
    keep(DAY + "-2", text(head, 2, "complete", ORDERS));
    assertThat(toldTo(WITNESS).cosigned()).as("the later one").isEmpty();
    cosign(head, line(1, DAY), line(2, DAY + "-2"), "whatever else");
    assertThat(toldTo(WITNESS).cosigned()).startsWith("witness.example/w at ");
  }

  @Test
  void aVerdictThatWasSignedAnewOrTakenAwayAfterItWasCosignedIsFound() throws IOException {
    keep(DAY, text(head, 1, "differs", ORDERS));
    cosign(head, line(1, DAY));
    keep(DAY, text(head, 1, "complete", ORDERS));
    tampered(DAY + ".note", "not what was signed: its SHA-256 is ");
    for (String part : List.of(".json", ".venue.json", ".note")) {
      Files.delete(folder.resolve(DAY + part));
    }
    tampered(DAY + ".note", "signed, and not here");
  }
}
