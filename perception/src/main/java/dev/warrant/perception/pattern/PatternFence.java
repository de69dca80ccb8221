package dev.warrant.perception.pattern;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps patterns to matching. The language can name any class and write classes in line, so three
/// gates stand in its way: no class can be found by name but those a statement needs, no class can
/// be written, and the byte code made from a statement may call only what is listed here.
final class PatternFence {
  private static final Set<String> LANG =
      new TreeSet<>(
          List.of(
              "Object",
              "String",
              "Integer",
              "Long",
              "Boolean",
              "Short",
              "Byte",
              "Character",
              "Number",
              "StringBuilder",
              "Iterable",
              "RuntimeException",
              "UnsupportedOperationException",
              "IllegalStateException",
              "Throwable"));
  private static final Set<String> UTIL =
      new TreeSet<>(
          List.of(
              "Map",
              "Map$Entry",
              "List",
              "Set",
              "Collection",
              "Collections",
              "Iterator",
              "ArrayList",
              "Arrays",
              "HashMap",
              "LinkedHashMap",
              "HashSet",
              "LinkedHashSet",
              "ArrayDeque",
              "Deque"));
  private static final Set<String> NEVER =
      new TreeSet<>(List.of("getClass", "forName", "invoke", "newInstance"));
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

  /// Refuses byte code that calls anything that is not listed.
  ///
  /// @throws PatternException naming the call
  static void checkCode(PatternSource source, Map<String, byte[]> classes) {
    for (Map.Entry<String, byte[]> entry : new TreeMap<>(classes).entrySet()) {
      ClassModel model = ClassFile.of().parse(entry.getValue());
      for (PoolEntry p : model.constantPool()) {
        if (p instanceof MemberRefEntry m) {
          String owner = m.owner().name().stringValue();
          String name = m.name().stringValue();
          if (NEVER.contains(name) || !(allowed(owner) || made(owner, classes))) {
            throw new PatternException(
                source.file(),
                1,
                "the pattern calls " + owner.replace('/', '.') + "." + name,
                "write it with the language's own operators; patterns may not call Java.");
          }
        }
      }
    }
  }

  /// The text with comments blanked out, line breaks kept.
  static String blank(String text) {
    return COMMENT.matcher(text).replaceAll(m -> m.group().replaceAll("[^\n]", " "));
  }

  private static boolean made(String owner, Map<String, byte[]> classes) {
    return classes.containsKey(owner.replace('/', '.'));
  }

  private static boolean allowed(String owner) {
    if (owner.startsWith("com/espertech/esper/") || owner.startsWith(EVENTS)) {
      return true;
    }
    int slash = owner.lastIndexOf('/');
    String simple = owner.substring(slash + 1);
    return switch (slash < 0 ? "" : owner.substring(0, slash)) {
      case "java/lang" -> LANG.contains(simple);
      case "java/util" -> UTIL.contains(simple);
      default -> false;
    };
  }

  private static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }
}
