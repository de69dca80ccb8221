package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every command of the guides is one the command line takes, option by option. What the commands
/// come to is held by the tests of each.
final class HowToTest {
  private static final Path GUIDES = SharedData.root().resolve("docs/how-to");
  private static final Pattern WORD = Pattern.compile("[\"']([^\"']*)[\"']|(\\S+)");

  @ParameterizedTest
  @ValueSource(strings = {"risk-officer.md", "trader.md", "operator.md", "auditor.md"})
  void everyCommandOfAGuideIsOneThatThereIs(String guide) throws IOException {
    List<List<String>> commands = commands(Files.readString(GUIDES.resolve(guide)));
    assertThat(commands).isNotEmpty();
    for (List<String> command : commands) {
      assertThatCode(() -> Main.commandLine().parseArgs(command.toArray(String[]::new)))
          .as(String.join(" ", command))
          .doesNotThrowAnyException();
    }
  }

  /// The lines of its blocks that begin with `./warrant`, without remarks; one that ends with a
  /// backslash goes on.
  private static List<List<String>> commands(String text) {
    List<List<String>> out = new ArrayList<>();
    boolean block = false;
    StringBuilder begun = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.startsWith("```")) {
        block = !block;
      } else if (block && (line.startsWith("./warrant") || !begun.isEmpty())) {
        String part = line.replaceFirst("\\s#.*", "").strip();
        boolean more = part.endsWith("\\");
        begun.append(more ? part.substring(0, part.length() - 1) : part).append(' ');
        if (!more) {
          out.add(words(begun.toString()));
          begun.setLength(0);
        }
      }
    }
    return out;
  }

  private static List<String> words(String command) {
    List<String> out = new ArrayList<>();
    Matcher m = WORD.matcher(command.replaceFirst("\\./warrant", ""));
    while (m.find()) {
      String quoted = m.group(1);
      // FILE... stands for one or more.
      out.add(quoted == null ? m.group(2).replace("...", "") : quoted);
    }
    return out;
  }
}
