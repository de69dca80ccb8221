package dev.warrant.reasoning.diagnose;

import dev.warrant.rules.text.Place;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One CLIPS environment, confined to the thread that made it. Text is ASCII; firings are bounded.
final class ClipsEnvironment implements AutoCloseable {
  /// How CLIPS begins to repeat the construct it could not read.
  private static final Pattern REFUSED =
      Pattern.compile("\\((def[a-z]+)\\s+(?:MAIN::)?([^\\s()\";]+)");

  private final Thread owner = Thread.currentThread();
  private long handle;

  ClipsEnvironment() {
    handle = ClipsLibrary.create();
    if (handle == 0) {
      throw new IllegalStateException("CLIPS-NO-ENVIRONMENT: CLIPS gave none");
    }
  }

  /// Loads constructs.
  ///
  /// @throws DiagnosisError naming `file` and the line if CLIPS refuses the text
  void load(String file, String text) {
    String errors = ClipsLibrary.load(mine(), ascii(file, text));
    if (!errors.isEmpty()) {
      throw new DiagnosisError(place(file, text, errors), errors.strip());
    }
  }

  /// Where the refused construct begins; the file as a whole if CLIPS does not say which it was.
  private static Place place(String file, String text, String errors) {
    Matcher refused = REFUSED.matcher(errors);
    if (!refused.find()) {
      return Place.of(file);
    }
    Matcher there = REFUSED.matcher(text);
    while (there.find()) {
      if (there.group(1).equals(refused.group(1)) && there.group(2).equals(refused.group(2))) {
        return Place.at(file, text, there.start());
      }
    }
    return Place.of(file);
  }

  void reset() {
    ClipsLibrary.reset(mine());
  }

  /// Asserts a fact such as `(sample (name feed-age) (value 12) (age 0))`.
  void assertFact(String fact) {
    if (!ClipsLibrary.assertFact(mine(), ascii("fact", fact))) {
      throw new DiagnosisError("fact " + fact, ClipsLibrary.errors(mine()).strip());
    }
  }

  /// Runs until the agenda is empty.
  ///
  /// @throws DiagnosisError if it is not empty after `limit` firings, or a rule failed
  List<String> run(long limit) {
    long fired = ClipsLibrary.run(mine(), limit);
    String errors = ClipsLibrary.errors(mine());
    if (fired >= limit || !errors.isEmpty()) {
      throw new DiagnosisError(
          "run", errors.isEmpty() ? "more than " + limit + " firings" : errors.strip());
    }
    return ClipsLibrary.firings(mine()).lines().toList();
  }

  /// All facts, one text each.
  List<String> facts() {
    return ClipsLibrary.facts(mine()).lines().toList();
  }

  private long mine() {
    if (!owner.equals(Thread.currentThread())) {
      throw new IllegalStateException("a CLIPS environment belongs to the thread that made it");
    }
    if (handle == 0) {
      throw new IllegalStateException("this CLIPS environment is closed");
    }
    return handle;
  }

  private static String ascii(String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || c > 126) {
        throw new DiagnosisError(what, "character " + (int) c + " at " + i + " is not ASCII");
      }
    }
    return text;
  }

  @Override
  public void close() {
    if (handle != 0) {
      ClipsLibrary.destroy(mine());
      handle = 0;
    }
  }
}
