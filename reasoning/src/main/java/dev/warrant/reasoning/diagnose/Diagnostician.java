package dev.warrant.reasoning.diagnose;

import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.rules.fence.ClipsFence;
import dev.warrant.rules.text.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The diagnosis expert: remembers the last few samples of each symptom and asks CLIPS, from a
/// clean working memory each time, what is wrong and what to do. One thread only.
public final class Diagnostician implements AutoCloseable {
  /// How many samples a rule can look back on; `age` 0 is the newest.
  public static final int SAMPLES = 5;

  private static final long MOST_FIRINGS = 200;
  private static final Set<String> VOCABULARY =
      Words.of("sample", "remedy", "name", "value", "age", "command", "diagnosis");
  private static final Pattern REMEDY =
      Pattern.compile("\\(remedy \\(command ([A-Z]+)\\) \\(diagnosis ([a-z0-9-]+)\\)\\)");

  private final ClipsEnvironment clips;
  private final ArrayDeque<EnumMap<Symptom, Long>> samples = new ArrayDeque<>();

  /// Fences rule texts, then loads them by file name, in order of name.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming file and line of what is not allowed
  /// @throws DiagnosisError naming file and line if a text is refused
  public Diagnostician(SortedMap<String, String> files) {
    ClipsFence.check(files, VOCABULARY);
    clips = new ClipsEnvironment();
    clips.load(
        "vocabulary",
        "(deftemplate sample (slot name) (slot value (type INTEGER)) (slot age (type INTEGER)))"
            + "(deftemplate remedy (slot command (allowed-symbols REDUCE PAUSE KILL)) (slot diagnosis))");
    files.forEach(clips::load);
  }

  /// Adds a sample and diagnoses. A symptom that could not be measured is simply not in the sample.
  ///
  /// @return remedies, strongest command first; empty if the desk is well
  public List<Remedy> examine(Map<Symptom, Long> sample) {
    samples.addFirst(new EnumMap<>(sample));
    if (samples.size() > SAMPLES) {
      samples.removeLast();
    }
    clips.reset();
    int age = 0;
    for (EnumMap<Symptom, Long> one : samples) {
      int k = age++;
      one.forEach((symptom, value) ->
          clips.assertFact(
              "(sample (name " + symptom.text() + ") (value " + value + ") (age " + k + "))"));
    }
    List<String> firings = clips.run(MOST_FIRINGS);
    List<Remedy> out = new ArrayList<>();
    for (String fact : clips.facts()) {
      Matcher m = REMEDY.matcher(fact);
      if (m.find()) {
        out.add(new Remedy(CommandKind.valueOf(m.group(1)), m.group(2), rule(firings, m.group(2))));
      }
    }
    out.sort(Collections.reverseOrder((a, b) -> a.command().compareTo(b.command())));
    return out;
  }

  /// Rules are named after their diagnosis; the first that fired under that name is the reason.
  private static String rule(List<String> firings, String diagnosis) {
    for (String line : firings) {
      String name = line.substring(0, Math.max(0, line.indexOf(' ')));
      if (name.startsWith(diagnosis)) {
        return name;
      }
    }
    return diagnosis;
  }

  @Override
  public void close() {
    clips.close();
  }
}
