package dev.warrant.perception.pattern;

import dev.warrant.rules.fence.EplFence;
import dev.warrant.rules.text.RuleException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps patterns to matching. The language can name any class and write classes in line, so four
/// gates stand in its way: its text passes the house fence, no class can be found by name but those
/// a statement needs, no class can be written, and the byte code made from a statement may name
/// only what the allow-list of patterns says.
final class PatternFence {
  private static final String EVENTS = PatternEvent.class.getName().replace('.', '/');

  private PatternFence() {}

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
}
