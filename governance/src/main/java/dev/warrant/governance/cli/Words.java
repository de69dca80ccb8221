package dev.warrant.governance.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line as a shell would cut it into words: at blanks, but not within single or double quotes.
/// Nothing else is special.
final class Words {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  private Words() {}

  /// The words of a line.
  ///
  /// @throws IllegalArgumentException if a quote is never closed
  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    int end = 0;
    while (word.find()) {
      closed(line, end, word.start());
      words.add(QUOTED.matcher(word.group()).replaceAll(Words::inside));
      end = word.end();
    }
    closed(line, end, line.length());
    return words;
  }

  private static String inside(MatchResult quoted) {
    String single = quoted.group(1);
    return Matcher.quoteReplacement(single == null ? quoted.group(2) : single);
  }

  private static void closed(String line, int from, int to) {
    int open = from;
    while (open < to && Character.isWhitespace(line.charAt(open))) {
      open++;
    }
    if (open < to) {
      throw new IllegalArgumentException(
          "a quote is opened and never closed, at character "
              + (open + 1)
              + ": "
              + line.substring(open));
    }
  }
}
