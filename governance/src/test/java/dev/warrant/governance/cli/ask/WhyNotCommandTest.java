package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalStrip;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WhyNotCommandTest {
  private static final Pattern WORKED =
      Pattern.compile(
          "```\\n(\\./warrant why-not --run example [^\\n]*)\\n(.*?)```", Pattern.DOTALL);

  @TempDir private static Path temp = Path.of("");

  private static Path run = Path.of("");

  @BeforeAll
  static void play() {
    run = temp.resolve("example");
    Said said = Said.by("backtest", "--generated", "0.006", "--run", run.toString());
    assertThat(said.code()).as(said.err()).isZero();
  }

  private static Said ask(String at, String intent, String... more) {
    List<String> args = new ArrayList<>(List.of("why-not", "--run", run.toString()));
    args.addAll(List.of("--at", at, "--intent", intent));
    args.addAll(List.of(more));
    return Said.by(args.toArray(String[]::new));
  }

  private static JsonNode json(Said said) throws IOException {
    assertThat(said.code()).as(said.err()).isZero();
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  void theWorkedAnswersOfTheAuditorsPageAreWhatTheCommandSays() throws IOException {
    Path page = SharedData.root().resolve("docs/how-to/auditor.md");
    Matcher worked = WORKED.matcher(Files.readString(page));
    int answers = 0;
    while (worked.find()) {
      answered(worked.group(1), worked.group(2));
      answers++;
    }
    assertThat(answers).isEqualTo(2);
  }

  private static void answered(String command, String answer) {
    List<String> args = new ArrayList<>();
    Matcher words = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
    while (words.find()) {
      args.add(words.group(1) == null ? words.group(2) : words.group(1));
    }
    args.removeFirst();
    args.replaceAll(a -> a.equals("example") ? run.toString() : a);
    Said said = Said.by(args.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(masked(said.out())).isEqualTo(masked(answer));
  }

  /// Without the digests of packs, which every edit of theirs changes.
  private static String masked(String text) {
    return text.replaceAll("\\([0-9a-f]{12}\\)", "(…)").strip();
  }

  @Test
  void theChangesItNamesAreTheOnesWhatIfWantsForAWarrant() throws IOException {
    JsonNode answer = json(ask("20", "SELL BTCUSDT", "--json"));
    assertThat(answer.path("verified").isNull()).isTrue();
    assertThat(answer.path("status").asText()).isEqualTo("from the kept cut");
    assertThat(answer.path("outcome").asText()).isEqualTo("REFUSED");
    assertThat(answer.path("through").asBoolean()).as(answer.toString()).isTrue();
    List<String> args = new ArrayList<>(List.of("what-if", "--run", run.toString()));
    args.addAll(List.of("--at", answer.path("at").asText(), "--json", "--set"));
    for (JsonNode refusal : answer.path("refusals")) {
      refusal.path("change").path("inputs").forEach(i -> args.add(i.path("set").asText()));
    }
    JsonNode would = json(Said.by(args.toArray(String[]::new)));
    assertThat(would.path("differences").toString()).contains("BTCUSDT SELL: up to");
  }

  @Test
  void askedTwiceItAnswersTheSame() {
    Said once = ask("17", "BUY ETHUSDT", "--depth", "long");
    assertThat(ask("17", "BUY ETHUSDT", "--depth", "long")).isEqualTo(once);
    assertThat(once.out()).contains("Derived again from the kept cut").doesNotContain("Verified");
    Said sentence = ask("17", "BUY ETHUSDT", "--depth", "short");
    assertThat(sentence.out().lines()).hasSize(3);
    assertThat(once.out()).startsWith(sentence.out().lines().limit(2).toList().getFirst());
  }

  @Test
  void fromTheInputsItTellsTheSameAndIsVerified() throws IOException {
    JsonNode quick = json(ask("8", "BUY BTCUSDT", "--json"));
    JsonNode played = json(ask("8", "BUY BTCUSDT", "--json", "--from-inputs"));
    assertThat(played.path("verified").asBoolean()).isTrue();
    assertThat(played.path("status").asText()).isEqualTo("verified");
    for (String same : List.of("at", "input", "sentence", "refusals", "warrant", "whatIf")) {
      assertThat(played.path(same)).as(same).isEqualTo(quick.path(same));
    }
  }

  @Test
  void whatWasSentIsSaidAndItsOrderNamed() throws IOException {
    long nanos = 0;
    JournalReader reader = JournalReader.open(new RunFolder(run).journal());
    while (reader.hasNext()) {
      switch (reader.next()) {
        case Entry.Input i -> nanos = i.stamped().nanos();
        case Entry.Concluded c -> {
          if (c.derived() instanceof Derived.Ordered(var o) && o.kind() != OrderKind.STOP_MARKET) {
            String symbol = o.instrument() == 0 ? "BTCUSDT" : "ETHUSDT";
            JsonNode answer = json(ask(Moments.instant(nanos), o.side() + " " + symbol, "--json"));
            assertThat(answer.path("outcome").asText()).isEqualTo("SENT");
            assertThat(answer.path("sentence").asText())
                .contains("order " + o.clientId(), "Ask ./warrant why " + o.clientId());
            return;
          }
        }
      }
    }
    throw new AssertionError("the run sent no order");
  }

  @Test
  void whereNoConclusionWasRecordedItIsUnexplainedAndExitsWithOne() throws IOException {
    Path bare = temp.resolve("bare");
    Packs.copy(run.resolve("packs"), bare.resolve("packs"));
    JournalStrip.strip(run.resolve("journal"), bare.resolve("journal"));
    Said said =
        Said.by("why-not", "--run", bare.toString(), "--at", "20", "--intent", "SELL BTCUSDT");
    assertThat(said.code()).as(said.err()).isEqualTo(1);
    assertThat(said.out()).contains("UNEXPLAINED: the run recorded no conclusion");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20 | SELL DOGEUSDT | no instrument DOGEUSDT; the run has BTCUSDT, ETHUSDT
          20 | SELL BTCUSD   | Maybe you meant BTCUSDT
          20 | SHORT BTCUSDT | "SHORT" is no side; expected BUY or SELL
          20 | BTCUSDT       | "BTCUSDT" is no intent; expected a side and an instrument
          20 | SELL          | Maybe --intent "SELL BTCUSDT"
          0  | SELL BTCUSDT  | had begun by then
          0  | SELL BTCUSDT  | Maybe a later --at
          noon | SELL BTCUSDT | Maybe --at 30 or
          """)
  void badInputIsToldWithAdvice(String at, String intent, String says) {
    Said said = ask(at, intent);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(says);
  }
}
