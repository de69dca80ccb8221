package dev.warrant.perception.pattern;

import dev.warrant.rules.fence.EplFence;
import dev.warrant.rules.text.RuleException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps patterns to matching. The language can name any class and write classes in line, so four
/// gates stand in its way: its text passes the house fence, no class can be found by name but those a
/// statement needs, no class can be written, and the byte code made from a statement may name only
/// what the allow-list of patterns says.
final class PatternFence {
  private static final String EVENTS = PatternEvent.class.getName().replace('.', '/');
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern UNBOUNDED =
      Pattern.compile("#\\s*keepall|\\bkeepall\\b", Pattern.CASE_INSENSITIVE);

  private PatternFence() {}

  /// Refuses text whose memory would grow without bound.
  ///
  /// @throws PatternException naming the place
  static void checkText(PatternSource source) {
    String bare = blank(source.text());
    Matcher keep = UNBOUNDED.matcher(bare);
    if (keep.find()) {
      throw new PatternException(
          source.file(),
          line(bare, keep.start()),
          "keepall keeps every event for ever",
          "use #length(n) or #time(n seconds).");
    }
    int arrow = bare.indexOf("->");
    if (arrow >= 0 && !bare.contains("timer:within")) {
      throw new PatternException(
          source.file(),
          line(bare, arrow),
          "a sequence waits for ever for its second part",
          "add where timer:within(n seconds).");
    }
  }

  /// Refuses byte code that names anything that is not on the allow-list of patterns.
  ///
  /// @throws PatternException naming the class and member
  static void checkCode(PatternSource source, Map<String, byte[]> classes) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    classes.forEach((name, bytes) -> files.put(name.replace('.', '/') + ".class", bytes));
    try {
      EplFence.checkClasses(files, EVENTS);
    } catch (RuleException e) {
      PatternException refused =
          new PatternException(
              source.file(),
              1,
              "a pattern that calls " + e.error().found() + " [" + e.error().code() + "]",
              "write it with the language's own operators; patterns may not call Java.");
      refused.initCause(e);
      throw refused;
    }
  }

  /// The text with comments blanked out, line breaks kept.
  static String blank(String text) {
    return COMMENT.matcher(text).replaceAll(m -> m.group().replaceAll("[^\n]", " "));
  }

  private static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }
}
