package dev.warrant.rules.scenario;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The scenarios of a pack: all files of its `tests/`, in order of path.
public final class Scenarios {
  private Scenarios() {}

  /// Reads the scenarios of the pack in `folder`.
  ///
  /// @throws dev.warrant.rules.text.RuleException at the first thing that is wrong, with its place
  public static List<Scenario> load(Path folder) {
    PackFolder files = PackFolder.read(folder);
    List<Scenario> out = new ArrayList<>();
    Map<String, String> seen = new TreeMap<>();
    Map<String, Map<MeasureId, Long>> named = ScenarioFile.none();
    for (String path : files.paths()) {
      if (!path.matches("tests/[a-z0-9-]+\\.yaml")) {
        continue;
      }
      for (Scenario s : new ScenarioFile(named).read(path, files.text(path))) {
        String before = seen.put(s.name(), s.place().cite());
        if (before != null) {
          throw RuleError.of(
                  "scenario-duplicate",
                  s.place(),
                  "a second scenario " + s.name(),
                  "each name once; the first is at " + before)
              .thrown();
        }
        out.add(s);
      }
    }
    return List.copyOf(out);
  }

  /// What of `scenarios` cannot be told under the policy in `folder`: other values of its
  /// parameters that it does not have or does not allow, each once.
  public static List<RuleError> untold(Path folder, List<Scenario> scenarios) {
    SortedMap<String, RuleError> out = new TreeMap<>();
    for (Scenario s : scenarios) {
      if (s instanceof Scenario.Venue v
          && !v.under().none()
          && !out.containsKey(v.under().text())) {
        try {
          PolicyPacks.load(folder, v.under());
        } catch (RuleException e) {
          out.put(v.under().text(), e.error());
        }
      }
    }
    return List.copyOf(out.values());
  }

  /// Reads the scenarios of one text.
  ///
  /// @param file its path in the pack, for messages
  public static List<Scenario> read(String file, String text) {
    return List.copyOf(new ScenarioFile(ScenarioFile.none()).read(file, text));
  }
}
