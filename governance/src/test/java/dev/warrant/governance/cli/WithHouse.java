package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.venue.binance.Secret;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.rules.CheckReport;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.sim.backtest.SimVenue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// A house with two people of risk, a trader and an operator, spoken to by the command line.
public abstract class WithHouse {
  @TempDir protected Path folder = Path.of("");

  protected Said say(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--releases");
    all.add(folder.resolve("releases").toString());
    return Said.by(all.toArray(String[]::new));
  }

  protected Said fine(String... args) {
    Said said = say(args);
    assertThat(said.err()).as(String.join(" ", args)).isEmpty();
    assertThat(said.code()).isZero();
    return said;
  }

  protected String refused(int code, String... args) {
    Said said = say(args);
    assertThat(said.code()).as(said.err()).isEqualTo(code);
    return said.err();
  }

  protected String at(String name) {
    return folder.resolve(name).toString();
  }

  protected void begin() throws IOException {
    for (String name : List.of("alice", "bob", "tom", "olga", "carol")) {
      fine("people", "keygen", at(name), "--comment", name);
    }
    Files.copy(Path.of(report(PolicyCopy.HOUSE)), folder.resolve("report"));
    fine(
        "people",
        "begin",
        "--key",
        at("alice"),
        "--by",
        "alice",
        "--person",
        "alice=risk=" + at("alice.pub"),
        "--person",
        "bob=risk=" + at("bob.pub"),
        "--person",
        "tom=trader=" + at("tom.pub"),
        "--person",
        "olga=operator=" + at("olga.pub"));
  }

  protected Said propose(String by) {
    // Longer than what comes after it: what outlives its base needs two people.
    List<String> all = new ArrayList<>(List.of(proposal(by)));
    all.set(all.indexOf("20"), "24");
    return say(all.toArray(String[]::new));
  }

  /// A file that names the packs as a report of them does.
  protected String report(Path policy) {
    String of = PackFolder.read(policy).digest().hex();
    String with = PackFolder.read(Packs.houseStrategy()).digest().hex();
    Path file = folder.resolve("report-" + of);
    try {
      Files.writeString(
          file,
          CheckReport.HEAD
              + "\npolicy house-policy 1.0.0 "
              + of
              + "\nstrategy house-strategy 1.0.0 "
              + with
              + "\nB: house-policy 1.0.0 ("
              + of
              + ")\n"
              + CheckReport.PROVED
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }

  protected String[] proposal(String by, String... more) {
    int named = List.of(more).indexOf("--policy");
    Path about = named < 0 ? PolicyCopy.HOUSE : Path.of(more[named + 1]);
    List<String> all =
        new ArrayList<>(
            List.of(
                "rules",
                "propose",
                "--key",
                at(by),
                "--analysis",
                report(about),
                "--impact",
                report(about),
                "--hours",
                "20",
                "--reason",
                "first version"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  protected String page(int number) throws IOException {
    return json(fine("rules", "page", Integer.toString(number), "--json")).path("page").asText();
  }

  protected static JsonNode json(Said said) throws IOException {
    return new ObjectMapper().readTree(said.out());
  }

  protected void live() throws IOException {
    begin();
    propose("alice");
    fine("rules", "approve", "2", "--page", page(2), "--key", at("bob"));
    for (String stage : List.of("shadow", "canary", "live")) {
      fine("rules", "activate", "2", "--stage", stage, "--key", at("olga"));
    }
  }

  protected Path edited() throws IOException {
    Path edited = folder.resolve("edited");
    Packs.copy(Packs.housePolicy(), edited);
    Path limits = edited.resolve("limits/1-position.yaml");
    Files.writeString(
        limits, Files.readString(limits).replace("value: \"3000\"", "value: \"2900\""));
    return edited;
  }

  protected static LiveConfig config(RunFolder run, int port) {
    String host = "127.0.0.1:" + port;
    return new LiveConfig(
        DeskConfig.standard(),
        "http://" + host,
        "ws://" + host,
        SimVenue.API_KEY,
        new Secret(SimVenue.SECRET),
        run.policy(),
        run.strategy(),
        Packs.cache(),
        1);
  }
}
