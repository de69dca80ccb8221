package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.reconcile.DayBook;
import dev.warrant.governance.audit.reconcile.Keeping;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.RunLogs;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.verify.DayTold;
import dev.warrant.knowledge.verify.LogVerdict;
import dev.warrant.knowledge.verify.LogVerifier;
import dev.warrant.knowledge.witness.Witness;
import dev.warrant.knowledge.witness.WitnessServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reconciliation proves to somebody who has the run, the log's key and the verifier, and
/// believes nobody.
final class ReconciledEvidenceTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DAY = AuditRun.DAY;

  @TempDir private Path folder = Path.of("");

  private RunFolder copy(String name) {
    RunFolder copy = RunFolder.make(folder.resolve(name));
    for (String part : List.of("journal", "log", "trace", "reconcile")) {
      SampleRuns.copy(AuditRun.path().resolve(part), copy.path().resolve(part));
    }
    return copy;
  }

  private static String shown(String field) {
    Matcher m =
        Pattern.compile("^" + field + " +(\\S+)$", Pattern.MULTILINE)
            .matcher(Said.by("log", "show", AuditRun.path().toString()).out());
    assertThat(m.find()).isTrue();
    return m.group(1);
  }

  private static LogVerdict verify(RunFolder run) {
    return LogVerifier.verify(
        new LogVerifier.Query(run.path(), shown("origin"), shown("key"), List.of(), List.of()));
  }

  private static DayTold day(RunFolder run) {
    LogVerdict found = verify(run);
    assertThat(found).as(found.toString()).isInstanceOf(LogVerdict.Clean.class);
    return ((LogVerdict.Clean) found).days().getLast();
  }

  private static Path beside(RunFolder run, String name) {
    return run.path().resolve("reconcile").resolve(name);
  }

  private static String list() throws IOException {
    return Files.readString(AuditRun.path().resolve("reconcile/" + DAY + ".venue.json"));
  }

  private static Said traced(RunFolder run, String... more) {
    List<String> args = new ArrayList<>(List.of("trace", "verify", run.path().toString()));
    args.addAll(List.of("--origin", shown("origin"), "--key", shown("key")));
    args.addAll(List.of(more));
    return Said.by(args.toArray(String[]::new));
  }

  @Test
  void aDayThatWasReconciledIsSignedAndTheVerifierCountsItsOrdersAnew() throws IOException {
    RunFolder run = copy("whole");
    DayTold told = day(run);
    assertThat(told.state()).isEqualTo(DayTold.State.COMPLETE);
    assertThat(told.says()).contains("simulated venue").contains("a virtual clock");
    JsonNode result = MAPPER.readTree(beside(run, DAY + ".json").toFile());
    assertThat(told.orders()).isPositive().isEqualTo(result.path("orders").path("ours").asLong());
    assertThat(told.fills()).isPositive().isEqualTo(result.path("fills").path("ours").asLong());
    assertThat(told.size()).isEqualTo(result.path("log").path("size").asLong());
    Note note = Note.parse(Files.readAllBytes(beside(run, DAY + ".note")));
    assertThat(note.text())
        .contains("answer /fapi/v1/allOrders BTCUSDT ")
        .contains("answer /fapi/v1/userTrades ETHUSDT ")
        .contains("\nlist " + Digest.sha256(list()).hex() + "\n");
    assertThat(traced(run).out()).contains("venue, " + DAY + ": complete, signed: ");
  }

  @Test
  void aResultThatSomebodyChangedAndANoteOfAnotherRunEndWithOne() throws IOException {
    RunFolder run = copy("changed");
    Path result = beside(run, DAY + ".json");
    String text = Files.readString(result);
    Files.writeString(result, text.replace("\"neverThere\" : ", "\"neverThere\" : 1"));
    Said said = traced(run);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("TAMPERED: " + result + ": not what was signed");
    Files.writeString(result, text);
    assertThat(traced(run).code()).isZero();
    Path note = beside(run, DAY + ".note");
    NoteSigner key = RunLogs.signer();
    String own = Note.parse(Files.readAllBytes(note)).text();
    resign(note, own.replace("/audit-", "/other-"), key);
    assertThat(traced(run).out()).contains("a reconciliation of ").contains("/other-");
    resign(note, own.replaceFirst("\nhead [0-9]+ ", "\nhead 7 "), key);
    said = traced(run);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("a head of 7 records that is not one of this log");
    // Who has the key may sign what he likes: orders and fills are counted all the same.
    resign(note, own.replaceFirst("\norders [0-9]+ ", "\norders 1 "), key);
    assertThat(traced(run).out())
        .contains("held 1 orders against the venue's list, and the log has");
    resign(note, own.replaceFirst("\nfills [0-9]+ ", "\nfills 1 "), key);
    assertThat(traced(run).out())
        .contains("held 1 fills against the venue's list, and the log has");
  }

  private static void resign(Path file, String text, NoteSigner key) throws IOException {
    Files.writeString(file, new Note(text, List.of(key.sign(text))).toString());
  }

  @Test
  void aSecondTryTakesNothingBackAndALaterListOfTheVenueMayDiffer() throws IOException {
    RunFolder run = copy("twice");
    Path outside = Files.createDirectories(folder.resolve("outside"));
    ObjectNode less = (ObjectNode) MAPPER.readTree(list());
    less.remove("answers");
    JsonNode gone = less.withArray("trades").remove(0);
    new DayBook(
            run,
            _ -> less.toString(),
            new Keeping(() -> List.of(outside), RunLogs::signer, "a clock"))
        .closeAll();
    DayTold told = day(run);
    assertThat(told.state()).isEqualTo(DayTold.State.DIFFERS);
    assertThat(told.attempt()).isEqualTo(2);
    assertThat(told.says()).endsWith("; before that: complete");
    assertThat(outside.resolve("reconcile-" + DAY + "-2.json"))
        .content()
        .contains(gone.path("id").asText());
    assertThat(outside.resolve("reconcile-" + DAY + "-2.note"))
        .hasSameTextualContentAs(beside(run, DAY + "-2.note"));
    Files.delete(beside(run, DAY + ".json"));
    Files.delete(beside(run, DAY + ".note"));
    assertThat(traced(run).out()).contains("reconciliation 1 of " + DAY + " is not here");
  }

  @Test
  void withoutTheKeyOfTheLogNothingIsSignedAndAVenueThatIsSilentIsSignedAsThat()
      throws IOException {
    RunFolder run = copy("strange");
    for (String name : List.of(".json", ".note", ".venue.json")) {
      Files.delete(beside(run, DAY + name));
    }
    NoteSigner stranger = NoteSigner.generate("warrant.local/desk", NoteKey.Use.LOG);
    String list = list();
    new DayBook(run, _ -> list, new Keeping(List::of, () -> stranger, "a clock")).closeAll();
    assertThat(day(run).state()).isEqualTo(DayTold.State.UNSIGNED);
    assertThat(traced(run).out()).contains("venue, " + DAY + ": unsigned");
    new DayBook(
            run,
            _ -> {
              throw new IOException("HTTP 503\nMaybe later");
            },
            new Keeping(List::of, RunLogs::signer, "a clock"))
        .closeAll();
    assertThat(day(run).state()).isEqualTo(DayTold.State.NOT_RECONCILED);
    assertThat(day(run).says())
        .contains("signed as such: the venue did not tell its list: HTTP 503 Maybe later");
  }

  @Test
  void aNoteShownToAWitnessIsReplacedByNobodyNotEvenWithTheDesksKey() throws IOException {
    RunFolder run = copy("witnessed");
    NoteSigner outside = NoteSigner.generate("witness.example/w", NoteKey.Use.WITNESS);
    String vkey = outside.open().toString();
    try (Witness witness =
            new Witness(
                folder.resolve("seen"),
                List.of(RunLogs.signer().open()),
                outside,
                () -> 1_800_000_000L);
        WitnessServer server = new WitnessServer(witness, "127.0.0.1", 0)) {
      String url = "http://127.0.0.1:" + server.port();
      Said said = Said.by("log", "submit", run.path().toString(), "--to", url, "--witness", vkey);
      assertThat(said.code()).as(said.err()).isZero();
      assertThat(said.out()).contains("\nreconciliation " + DAY + " 1 ");
    }
    assertThat(traced(run, "--witness", vkey).out())
        .contains(", cosigned by witness.example/w at 2027-01-15T08:00:00Z");
    assertThat(traced(run).out()).contains("venue, " + DAY).doesNotContain("cosigned by");
    Path note = beside(run, DAY + ".note");
    String own = Note.parse(Files.readAllBytes(note)).text();
    resign(note, own.replace("a virtual clock", "another clock"), RunLogs.signer());
    Said said = traced(run);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("TAMPERED: " + note + ": not what was signed");
  }

  @Test
  void rowsThatAreNotTheAnswersThatCameAreNoList() throws IOException {
    ObjectNode list = (ObjectNode) MAPPER.readTree(list());
    ((ObjectNode) list.withArray("trades").get(0)).put("qty", "7.125");
    Path file = folder.resolve("list.json");
    Files.writeString(file, list.toString());
    Said said =
        Said.by(
            "audit",
            "reconcile",
            "--run",
            AuditRun.path().toString(),
            "--venue-list",
            file.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("are not the answer that came").contains("Maybe ");
    ObjectNode more = (ObjectNode) MAPPER.readTree(list());
    more.withArray("trades").add(more.withArray("trades").get(0).deepCopy());
    Files.writeString(file, more.toString());
    assertThat(
            Said.by(
                    "audit",
                    "reconcile",
                    "--run",
                    AuditRun.path().toString(),
                    "--venue-list",
                    file.toString())
                .err())
        .contains("that no answer had");
  }
}
