package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.mask.Salts;
import dev.warrant.governance.cli.Said;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.RecordFollower;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.TreeHash;
import dev.warrant.knowledge.verify.LogVerdict;
import dev.warrant.knowledge.verify.ProofVerifier;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What leaves a run as evidence is checked by others: with our verifier alone, and without any
/// software of ours.
final class EvidenceTest {
  @TempDir private Path folder = Path.of("");

  private static String run() {
    return AuditRun.path().toString();
  }

  private static String shown(String field) {
    Matcher m =
        Pattern.compile("^" + field + " +(\\S+)$", Pattern.MULTILINE)
            .matcher(Said.by("log", "show", run()).out());
    assertThat(m.find()).isTrue();
    return m.group(1);
  }

  private List<Path> proofs() {
    Path order = folder.resolve("order.tlog-proof");
    Said said = Said.by("log", "prove", run(), "--out", order.toString());
    assertThat(said.code()).isZero();
    Path admitted = folder.resolve("order.admitted.tlog-proof");
    assertThat(said.out().lines()).containsExactly(order.toString(), admitted.toString());
    return List.of(order, admitted);
  }

  @Test
  void anOrderAndWhatTheGuardSawAreProvedByTheVerifierAlone() {
    List<Path> proofs = proofs();
    String origin = shown("origin");
    String key = shown("key");
    for (Path proof : proofs) {
      boolean order = proof.equals(proofs.getFirst());
      LogVerdict found = ProofVerifier.verify(proof, origin, key, List.of());
      assertThat(found).isInstanceOf(LogVerdict.Proved.class);
      assertThat(found.toString())
          .contains("kind " + (order ? 69 : 79))
          .contains("NOT INDEPENDENT");
    }
  }

  @Test
  void theScriptOfThePageProvesBothWithoutSoftwareOfOurs()
      throws IOException, InterruptedException {
    for (String tool : List.of("sh", "sed", "base64", "openssl")) {
      Assumptions.assumeTrue(installed(tool), "not run, " + tool + " absent");
    }
    script();
    String last = Said.by("why", "--run", run(), "--depth", "short").out();
    for (Path proof : proofs()) {
      assertThat(check(proof)).isZero();
      assertThat(folder.resolve("said")).content().contains("in the log");
      // The record names its order in plain letters.
      String leaf = Files.readString(folder.resolve("leaf"), StandardCharsets.ISO_8859_1);
      assertThat(leaf).contains(last.substring(0, last.indexOf(':')));
    }
  }

  @Test
  void theScriptRefusesAnotherRecordAnotherLogAndAnotherKey()
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(installed("openssl"), "not run, openssl absent");
    script();
    Path proof = proofs().getFirst();
    String text = Files.readString(proof);
    int at = text.indexOf("extra ") + 60;
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    Path changed = folder.resolve("changed.tlog-proof");
    Files.writeString(changed, text.substring(0, at) + other + text.substring(at + 1));
    assertThat(check(changed)).isNotZero();
    assertThat(check(proof, shown("origin") + "x", shown("key"))).isNotZero();
    String key = shown("key");
    char first = key.charAt(key.length() - 10) == 'A' ? 'B' : 'A';
    String stranger = key.substring(0, key.length() - 10) + first + key.substring(key.length() - 9);
    assertThat(check(proof, shown("origin"), stranger)).isNotZero();
  }

  @Test
  void whoWasToldNoOutsideKeySaysNotIndependentAndSinceWhen() throws IOException {
    RunFolder folder = new RunFolder(Path.of(run()));
    String alone = "NOT INDEPENDENT since 2026-01-01T00:00:00Z, the first record: only the desk";
    assertThat(Said.by("log", "show", run()).out()).contains(alone);
    assertThat(Said.by("audit", "sample", "--seed", "1", "-n", "1", "--run", run()).out())
        .contains(alone);
    assertThat(Files.readString(folder.report())).contains(alone);
    assertThat(Said.by("audit", "reconcile", "--run", run()).out()).contains(alone);
    String head = folder.log().resolve("checkpoint").toString();
    assertThat(
            Said.by("unchanged-since", head, "--heads", "--key", shown("key"), "--run", run())
                .out())
        .startsWith("unchanged heads: ")
        .contains(alone);

    Note latest = Objects.requireNonNull(CheckpointFiles.read(folder.log(), "checkpoint"));
    Path witnessed = folder.log().resolve("witnessed-00000007");
    CheckpointFiles.write(
        folder.log(),
        "witnessed-00000007",
        latest.with(new Note.Line("witness.example", 7, new byte[72])));
    try {
      assertThat(Said.by("log", "show", run()).out())
          .contains("NOT INDEPENDENT since 2026-01-01T00:00:00Z, the first record: signatures of")
          .contains("witness.example are there");
    } finally {
      Files.delete(witnessed);
    }
  }

  @Test
  void anExportGoesIntoAFolderOfItsOwn() throws IOException {
    Path out = folder.resolve("export");
    assertThat(Said.by("log", "export", run(), "--out", out.toString()).code()).isZero();
    assertThat(Said.by("log", "export", run(), "--out", out.toString()).code()).isZero();
    assertThat(out.resolve("checkpoint")).exists();
    assertThat(out.resolve("upper")).doesNotExist();
    Said mixed = Said.by("log", "export", run(), "--out", run());
    assertThat(mixed.code()).isEqualTo(2);
    assertThat(mixed.err()).contains("is not empty").contains("Maybe ");
    Files.writeString(
        out.resolve("checkpoint"),
        Files.readString(out.resolve("checkpoint")).replaceFirst("\n", "x\n"));
    assertThat(Said.by("log", "export", run(), "--out", out.toString()).err())
        .contains("holds another log");
  }

  @Test
  void howOrdersCameAboutIsProvenanceOthersCanRead() throws IOException {
    Path file = folder.resolve("prov.json");
    assertThat(Said.by("trace", "export", run(), "--prov", file.toString()).code()).isZero();
    JsonNode all = new ObjectMapper().readTree(file.toFile());
    ProvCheck.check(all);
    assertThat(all.path("agent").has("person:demo-ann")).isTrue();
    assertThat(all.path("activity").properties())
        .anyMatch(a -> a.getKey().startsWith("run:deliberation-"))
        .anyMatch(a -> a.getKey().startsWith("run:guard-"));
    Path one = folder.resolve("one.json");
    assertThat(Said.by("trace", "export", run(), "--prov", one.toString(), "--order", "W").code())
        .isEqualTo(2);
    String last = Said.by("why", "--run", run(), "--depth", "short").out();
    String id = last.substring(0, last.indexOf(':'));
    assertThat(Said.by("trace", "export", run(), "--prov", one.toString(), "--order", id).code())
        .isZero();
    JsonNode few = new ObjectMapper().readTree(one.toFile());
    ProvCheck.check(few);
    assertThat(few.path("entity")).hasSizeLessThan(all.path("entity").size());
    assertThat(ProvCheck.leaves(few, id)).isNotEmpty().allMatch(c -> !c.isEmpty());
  }

  @Test
  void aMaskedCopyIsCheckedAsBeforeAndTellsNoChosenValue() throws IOException {
    Path copy = folder.resolve("masked");
    Said said =
        Said.by("audit", "mask", run(), "--out", copy.toString(), "--values", "account,prices");
    assertThat(said.code()).isZero();
    Said checked = verify(copy);
    assertThat(checked.code()).isZero();
    assertThat(checked.out()).contains("MASKED: ").contains("NOT INDEPENDENT since");
    List<String> masked =
        Files.readAllLines(copy.resolve("records.masked")).stream()
            .filter(l -> l.startsWith("- "))
            .toList();
    assertThat(masked)
        .isNotEmpty()
        .noneMatch(l -> l.matches(".*\"(price|lastPriceE8|walletE8|margin|says)\":[^\"].*"))
        .noneMatch(l -> l.contains("ticks") || l.contains("USDT at"))
        .anyMatch(l -> l.contains("\"record\":\"ORDERED\""))
        .anyMatch(l -> l.contains("\"record\":\"REFUSED\""))
        .anyMatch(l -> l.contains("\"record\":\"SNAPSHOT\""));
    // Nobody takes it for a run of which nothing is known, or that was tampered with.
    for (String order : List.of("W", "W000010000000001000000")) {
      Said why = Said.by("why", order, "--run", copy.toString());
      assertThat(why.code()).isEqualTo(2);
      assertThat(why.err()).contains("is a masked copy of a run", "\nMaybe ./warrant trace verify");
    }
  }

  @Test
  void ofARunWhoseJournalIsGoneNothingIsSaid() throws IOException {
    Path retired = folder.resolve("retired");
    Files.createDirectories(retired.resolve("journal"));
    for (String[] why : new String[][] {{"why"}, {"why", "W000010000000001000000"}}) {
      List<String> args = new ArrayList<>(List.of(why));
      args.addAll(List.of("--run", retired.toString()));
      Said said = Said.by(args.toArray(String[]::new));
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err()).contains("the journal of retired is not there", "\nMaybe ");
    }
  }

  @Test
  void aValueOfAMaskedCopyIsOpenedByItsSaltAndARecordByItsProof() throws IOException {
    Path copy = folder.resolve("opened");
    Path secret = folder.resolve("secret");
    Said.by(
        "audit",
        "mask",
        run(),
        "--out",
        copy.toString(),
        "--values",
        "prices",
        "--salts",
        secret.toString());
    assertThat(Files.getPosixFilePermissions(secret)).hasSize(2);
    List<String> lines = Files.readAllLines(copy.resolve("records.masked"));
    String order =
        lines.stream().filter(l -> l.contains("\"record\":\"ORDERED\"")).findFirst().orElseThrow();
    long index = lines.indexOf(order) - 1L;
    JsonNode shown = new ObjectMapper().readTree(order.substring(order.indexOf('{'))).path("order");
    String price = price(index);
    assertThat("masked:" + hex(Salts.read(secret).commit(index, "order.price", price)))
        .isEqualTo(shown.path("price").asText());
    Path proof = folder.resolve("record.tlog-proof");
    Said.by("log", "prove", run(), "--index", Long.toString(index), "--out", proof.toString());
    assertThat(ProofVerifier.verify(proof, shown("origin"), shown("key"), List.of()))
        .isInstanceOf(LogVerdict.Proved.class);
    byte[] leaf = leaf(proof);
    assertThat(order.split(" ")[1])
        .isEqualTo(Base64.getEncoder().encodeToString(new TreeHash().leaf(leaf).bytes()));
  }

  @Test
  void aMaskedCopyInWhichAnythingWasChangedIsNotClean() throws IOException {
    Path copy = folder.resolve("changed");
    Said.by("audit", "mask", run(), "--out", copy.toString(), "--values", "quantities");
    Path file = copy.resolve("records.masked");
    List<String> lines = Files.readAllLines(file);
    int at = 0;
    while (!lines.get(at).startsWith("- ")) {
      at++;
    }
    List<String> dropped = new ArrayList<>(lines);
    dropped.remove(at);
    List<String> swapped = new ArrayList<>(lines);
    swapped.set(at, lines.get(at - 1));
    List<String> hashed = new ArrayList<>(lines);
    char first = lines.get(at).charAt(2) == 'A' ? 'B' : 'A';
    hashed.set(at, "- " + first + lines.get(at).substring(3));
    List<String> whole = new ArrayList<>(lines);
    String other = lines.get(5);
    char old = other.charAt(30);
    whole.set(5, other.substring(0, 30) + (old == 'A' ? 'B' : 'A') + other.substring(31));
    for (List<String> forged : List.of(dropped, swapped, hashed, whole)) {
      Files.write(file, forged);
      assertThat(verify(copy).code()).isEqualTo(1);
    }
    Files.write(file, lines);
    assertThat(verify(copy).code()).isZero();
    assertThat(Said.by("audit", "mask", run(), "--out", copy.toString(), "--values", "fees").err())
        .contains("is not empty");
    Said odd = Said.by("audit", "mask", run(), "--out", at("odd"), "--values", "everything");
    assertThat(odd.code()).isEqualTo(2);
    assertThat(odd.err()).contains("Maybe one of: account, prices");
  }

  @Test
  void aMaskedCopyNeedsAQuorumOfTheWitnessesNamed() {
    Path copy = folder.resolve("cosigned");
    Said.by("audit", "mask", run(), "--out", copy.toString(), "--values", "fees");
    NoteSigner one = NoteSigner.generate("witness.example/one", NoteKey.Use.WITNESS);
    NoteSigner two = NoteSigner.generate("witness.example/two", NoteKey.Use.WITNESS);
    Note note = Objects.requireNonNull(CheckpointFiles.read(copy, CheckpointFiles.LATEST));
    CheckpointFiles.write(
        copy, CheckpointFiles.LATEST, note.with(one.cosign(note.text(), 1_700_000_000L)));
    String[] both = {"--witness", one.open().toString(), "--witness", two.open().toString()};
    Said all = verify(copy, both);
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.out()).contains("no cosignature of witness.example/two: 1 of 2 witnesses");
    Said enough = verify(copy, both[0], both[1], both[2], both[3], "--quorum", "1");
    assertThat(enough.code()).as(enough.out()).isZero();
    assertThat(enough.out())
        .contains("cosigned: 1 of 2 witnesses, quorum 1; not by witness.example/two");
    assertThat(verify(copy, both[0], both[1], "--quorum", "2").code()).isEqualTo(2);
    assertThat(verify(copy, "--quorum", "1").code()).isEqualTo(2);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static Said verify(Path copy, String... more) {
    String[] asked = {
      "trace", "verify", copy.toString(), "--origin", shown("origin"), "--key", shown("key")
    };
    return Said.by(Stream.of(asked, more).flatMap(Stream::of).toArray(String[]::new));
  }

  /// Price in ticks of the order that is this leaf.
  private static String price(long index) {
    RecordFollower records = RecordFollower.open(AuditRun.path().resolve("journal"));
    try (records) {
      for (long i = 0; i <= index; i++) {
        assertThat(records.next(Long.MAX_VALUE, true)).isTrue();
      }
      int from = records.leafAt();
      Derived order =
          Codec.derived(
              records.kind(),
              new ByteSource(records.bytes(), from + 28, from + records.leafLength()));
      return Long.toString(((Derived.Ordered) order).order().price());
    }
  }

  private static byte[] leaf(Path proof) throws IOException {
    String line = Files.readAllLines(proof).get(1);
    return Base64.getDecoder().decode(line.substring("extra ".length()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// The script as it stands in the page.
  private void script() throws IOException {
    String page = Files.readString(SharedData.root().resolve("docs/log.md"));
    Matcher m = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(m.find()).isTrue();
    Files.writeString(folder.resolve("check.sh"), m.group(1));
  }

  private int check(Path proof) throws IOException, InterruptedException {
    return check(proof, shown("origin"), shown("key"));
  }

  private int check(Path proof, String origin, String key)
      throws IOException, InterruptedException {
    Process p =
        new ProcessBuilder("sh", "check.sh", proof.toString(), origin, key)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(p.waitFor(4, TimeUnit.MINUTES)).isTrue();
    return p.exitValue();
  }

  private static boolean installed(String tool) {
    boolean there = false;
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    for (String dir : path.split(File.pathSeparator, -1)) {
      there |= Files.isExecutable(Path.of(dir, tool));
    }
    return there;
  }
}
