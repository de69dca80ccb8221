package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.governance.cli.common.Mishaps;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions asked one after the other in one process.
final class AskCommandTest {
  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void trade() {
    Said said = Said.by("backtest", "--generated", "0.003", "--seed", "3", "--run", path());
    assertThat(said.code()).as(said.err()).isZero();
  }

  private static String path() {
    return folder.resolve("asked").toString();
  }

  private static Said ask(String lines, String... more) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    try {
      String[] args = new String[more.length + 2];
      args[0] = "ask";
      args[1] = path();
      System.arraycopy(more, 0, args, 2, more.length);
      return Said.by(args);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void answersAreThoseOfTheCommandsThemselves() {
    Said all =
        ask(
            """
            # three questions, the run left out of two
            near-limit --within 5%
            trace query --sql "select count(*) from ord"
            ./warrant who approved --run '{run}'
            """
                .replace("{run}", path()));
    assertThat(all.out())
        .isEqualTo(
            Said.by("near-limit", "--within", "5%", "--run", path()).out()
                + Said.by("trace", "query", path(), "--sql", "select count(*) from ord").out()
                + Said.by("who", "approved", "--run", path()).out());
    assertThat(all.err()).isEmpty();
  }

  @Test
  void theWorstAnswerIsTheExitAndABadLineDoesNotEndIt() {
    Said said = ask("foo\nwhy \"x\ndemo\nnear-limit --within 5%\nexit\nnear-limit\n");
    assertThat(said.code()).isEqualTo(Mishaps.UNUSABLE);
    assertThat(said.err())
        .contains("foo is no question")
        .contains("a quote is opened and never closed, at character 5: \"x")
        .contains("demo is no question; there are why, ")
        .contains("\nMaybe leave with `exit`: ./warrant demo");
    assertThat(said.out())
        .isEqualTo(Said.by("near-limit", "--within", "5%", "--run", path()).out());
  }

  @Test
  void nothingThatActsIsTakenForAQuestion() {
    for (String act :
        List.of("kill", "pause", "runs retire --keep 0", "rules release", "rules activate x")) {
      Said said = ask(act + "\n");
      assertThat(said.code()).as(act).isEqualTo(Mishaps.UNUSABLE);
      assertThat(said.err()).as(act).contains(act.split(" ", -1)[0] + " is no question");
    }
    assertThat(ask("near-limt\n").err()).contains("near-limt is no question; there are why, ");
  }

  @Test
  void timesAreToldBesideTheAnswers() {
    assertThat(ask("overrides\n\noverrides --json\n", "--times").err())
        .matches("\\(\\d+\\.\\d\\d s\\)\\n\\(\\d+\\.\\d\\d s\\)\\n");
  }

  @Test
  void wordsAreCutAsAShellDoes() {
    assertThat(Words.of("  why-not --at 20\t--intent \"BUY  BTCUSDT\" --set='a b'\"c\" ''"))
        .isEqualTo(List.of("why-not", "--at", "20", "--intent", "BUY  BTCUSDT", "--set=a bc", ""));
    assertThat(Words.of(" ")).isEmpty();
    assertThatThrownBy(() -> Words.of("a 'b c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a quote is opened and never closed, at character 3: 'b c");
  }

  @Test
  void numbersAreInTheSameDigitsInEveryLanguageOfTheMachine() {
    String expected = Said.by("near-limit", "--within", "50%", "--run", path()).out();
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat("%d".formatted(10)).isEqualTo("\u0661\u0660");
      assertThat(Said.by("near-limit", "--within", "50%", "--run", path()).out())
          .isEqualTo(expected);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }
}
