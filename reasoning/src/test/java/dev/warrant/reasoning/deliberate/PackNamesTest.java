package dev.warrant.reasoning.deliberate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A rule that asks for a feature or pattern nobody supplies would stay silent for ever.
class PackNamesTest {
  private static Set<String> found(String text, String regex) {
    Set<String> out = new TreeSet<>();
    Matcher matcher = Pattern.compile(regex).matcher(text);
    while (matcher.find()) {
      out.add(matcher.group(1));
    }
    return out;
  }

  private static String texts(String folder, String ending) {
    return String.join("\n", Desk.PACK.files(folder, ending).values());
  }

  @Test
  void rulesAndTheoryAskOnlyForFeaturesThatAreDocumented() throws IOException {
    Path docs = Path.of(System.getProperty("warrant.root", ".."), "docs/features.md");
    Set<String> supplied = found(Files.readString(docs), "(?m)^\\| `(\\w+)` ");
    Set<String> asked = found(texts("intents", ".drl"), "Feature\\([^)]*?name == \"(\\w+)\"");
    asked.addAll(found(texts("theory", ".pl"), "(?:feature|warm)\\(I, (\\w+)"));
    asked.remove("Name");
    assertThat(supplied).isNotEmpty().containsAll(asked);
  }

  @Test
  void rulesAndTheoryAskOnlyForPatternsOfThePack() {
    Set<String> supplied = found(texts("patterns", ".epl"), "@name\\('(\\w+)'\\)");
    Set<String> asked = found(texts("intents", ".drl"), "Pattern\\([^)]*?name == \"(\\w+)\"");
    asked.addAll(found(texts("theory", ".pl"), "pattern\\(I, (\\w+)"));
    assertThat(supplied).isNotEmpty().containsAll(asked);
  }
}
