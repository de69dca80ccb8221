package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitChecker;
import dev.warrant.rules.limit.LimitDraft;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads policy packs: header, measures, limits of the seven layers; all of it or nothing.
public final class PolicyPacks {
  private PolicyPacks() {}

  /// Reads and checks the pack in `folder`.
  ///
  /// @throws RuleException at the first thing that is wrong, with file, line and column
  public static PolicyPack load(Path folder) {
    PackFolder files = PackFolder.read(folder);
    for (String path : files.paths()) {
      if (!belongs(path)) {
        throw new RuleError(
                "file-unknown",
                Place.of(path),
                "a file that belongs to no part of a policy pack",
                "pack.yaml, measures.yaml or limits/1-position.yaml to limits/7-compliance.yaml",
                "the number and the layer in its name do not go together.")
            .thrown();
      }
    }
    PackHeader header = PackHeader.read(files, "policy");
    Map<MeasureId, MeasureRange> measures = MeasuresFile.read(files);
    List<Limit> limits = limits(files, measures);
    Mandatory.check(limits);
    return new PolicyPack(
        header.name(),
        header.version(),
        files.digest(),
        List.copyOf(measures.values()),
        limits,
        breaches(files));
  }

  private static SortedMap<String, Mode> breaches(PackFolder files) {
    SortedMap<String, Mode> out = new TreeMap<>();
    for (Layer layer : Layer.values()) {
      String path = LimitsFile.path(layer);
      out.putAll(LimitsFile.breaches(path, files.text(path)));
    }
    return out;
  }

  private static boolean belongs(String path) {
    return path.equals(PackHeader.FILE)
        || path.equals(MeasuresFile.FILE)
        || path.equals("README.md")
        || LimitsFile.layer(path) != null
        || path.matches("(tables/[a-z0-9-]+\\.csv)|((theorems|tests)/[a-z0-9-]+\\.yaml)")
        || path.matches("diagnosis/[a-z0-9-]+\\.clp");
  }

  private static List<Limit> limits(PackFolder files, Map<MeasureId, MeasureRange> measures) {
    Map<String, String> ids = new TreeMap<>();
    List<Limit> out = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      String path = LimitsFile.path(layer);
      SortedMap<String, Limit> byId = new TreeMap<>();
      for (LimitDraft draft : LimitsFile.read(layer, path, files.text(path))) {
        String before = ids.put(draft.id(), draft.file());
        if (before != null) {
          throw RuleError.of(
                  "limit-duplicate",
                  draft.says().place(),
                  "a second limit " + draft.id(),
                  "each id once; the first is in " + before)
              .thrown();
        }
        byId.put(draft.id(), LimitChecker.check(draft, measures));
      }
      for (Limit limit : byId.values()) {
        out.add(LimitChecker.numbered(limit, out.size() + 1));
      }
    }
    return out;
  }
}
