package dev.warrant.governance.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.governance.cli.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestrictedCommandTest {
  @TempDir private Path folder = Path.of("");

  private Said say(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--releases");
    all.add(folder.resolve("releases").toString());
    return Said.by(all.toArray(String[]::new));
  }

  private Said fine(String... args) {
    Said said = say(args);
    assertThat(said.err()).as(String.join(" ", args)).isEmpty();
    assertThat(said.code()).isZero();
    return said;
  }

  private String refused(int code, String... args) {
    Said said = say(args);
    assertThat(said.code()).as(said.err()).isEqualTo(code);
    return said.err();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @BeforeEach
  void begin() {
    List<String> people = new ArrayList<>(List.of("people", "begin", "--by", "alice"));
    people.addAll(List.of("--key", at("alice")));
    for (String who : List.of("alice=risk", "bob=risk", "clara=compliance", "tom=trader")) {
      String name = who.substring(0, who.indexOf('='));
      fine("people", "keygen", at(name), "--comment", name);
      people.addAll(List.of("--person", who + "=" + at(name + ".pub")));
    }
    fine(people.toArray(String[]::new));
  }

  @Test
  void complianceSignsTheListOfTheDayAndAnybodyReadsIt() throws IOException {
    assertThat(refused(1, "rules", "restricted")).contains("restricted-missing");
    String said =
        fine("rules", "restricted", "--sign", "--names", "ETHUSDT,BTCUSDT", "--key", at("clara"))
            .out();
    assertThat(said).contains("restricted: BTCUSDT, ETHUSDT, signed by clara, counts until 20");
    JsonNode read = new ObjectMapper().readTree(fine("rules", "restricted", "--json").out());
    assertThat(read.path("by").asText()).isEqualTo("clara");
    assertThat(read.path("instruments")).hasSize(2);
    assertThat(folder.resolve("releases/restricted.txt")).exists();
    assertThat(fine("rules", "restricted", "--sign", "--key", at("bob")).out())
        .contains("restricted: nothing, signed by bob");
  }

  @Test
  void aTraderSignsNoneAndNobodySignsForAWeek() throws IOException {
    assertThat(refused(1, "rules", "restricted", "--sign", "--key", at("tom")))
        .contains("role-missing");
    assertThat(refused(1, "rules", "restricted", "--sign", "--hours", "168", "--key", at("clara")))
        .contains("restricted-time");
    assertThat(folder.resolve("releases/restricted.txt")).doesNotExist();
  }

  @Test
  void anEditedListIsRefused() throws IOException {
    fine("rules", "restricted", "--sign", "--names", "ETHUSDT", "--key", at("clara"));
    Path file = folder.resolve("releases/restricted.txt");
    Files.writeString(file, Files.readString(file).replace("ETHUSDT", "XRPUSDT"));
    assertThat(refused(1, "rules", "restricted")).contains("restricted-signature");
  }

  @Test
  void aListCanBeSignedElsewhere() throws IOException {
    String said =
        fine(
                "rules",
                "restricted",
                "--sign",
                "--names",
                "ETHUSDT",
                "--unsigned",
                at("list"),
                "--by",
                "clara")
            .out();
    assertThat(said).contains("ssh-keygen -Y sign -n warrant").contains("--submitted");
    assertThat(Files.readString(folder.resolve("list"))).contains("instrument: ETHUSDT\n");
    assertThat(refused(2, "rules", "restricted", "--submitted", at("list")))
        .contains("sign it first");
  }
}
