package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ManualTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```mangle\n(.*?)```\n```text\n(.*?)```", Pattern.DOTALL);

  private static String answer(String text) {
    try {
      Model model = Program.parse("manual.mg", text).run();
      return model.facts("answer").stream().map(f -> f + "\n").collect(Collectors.joining());
    } catch (RuleException e) {
      return e.error().text() + "\n";
    }
  }

  @Test
  void everyExampleAnswersAsTheManualSays() throws IOException {
    String manual = Files.readString(SharedData.root().resolve("docs/deduce.md"));
    List<String> seen = new ArrayList<>();
    Matcher m = EXAMPLE.matcher(manual);
    while (m.find()) {
      assertThat(answer(m.group(1))).as(m.group(1)).isEqualTo(m.group(2));
      seen.add(m.group(1));
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(8);
    assertThat(manual.split("```mangle", -1)).hasSize(seen.size() + 1);
  }
}
