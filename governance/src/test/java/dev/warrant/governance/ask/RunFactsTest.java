package dev.warrant.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.excerpt.Excerpt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class RunFactsTest {
  private static final Pattern DECLARED =
      Pattern.compile("(?m)^Decl ([a-z_]+)\\(.*extensional\\(\\)");

  /// A relation whose records were not read would be empty without a word.
  @Test
  void ofEveryRelationOfTheJournalItIsKnownWhatRecordsItIsMadeOf() {
    String library = Question.libraryText();
    String journal = library.substring(0, library.indexOf("# --- from the trace"));
    TreeSet<String> declared = new TreeSet<>();
    Matcher m = DECLARED.matcher(journal);
    while (m.find()) {
      declared.add(m.group(1));
    }
    assertThat(declared).hasSizeGreaterThan(20);
    assertThat(RunFacts.MADE_OF.keySet()).isEqualTo(declared);
  }

  /// Of a day one that it does not hold would be read from nine gigabytes.
  @Test
  void theExcerptHoldsTheRecordsOfEveryRelation() {
    assertThat(Excerpt.holds(RunFacts.MADE_OF.values())).isTrue();
  }
}
