package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitChecker;
import dev.warrant.rules.limit.LimitDraft;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Reach;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads policy packs: header, measures, tables, limits of the seven layers; all of it or nothing.
public final class PolicyPacks {
  private static final String DIAGNOSIS = "diagnosis/[a-z0-9-]+\\.clp";

  private PolicyPacks() {}

  /// A pack, or everything that is wrong with it that can be told at once.
  ///
  /// @param pack empty if there are errors
  public record Checked(Optional<PolicyPack> pack, List<RuleError> errors) {
    public Checked {
      errors = List.copyOf(errors);
    }
  }

  /// Reads and checks the pack in `folder`.
  ///
  /// @throws RuleException at the first thing that is wrong, with file, line and column
  public static PolicyPack load(Path folder) {
    return load(folder, OtherValues.NONE);
  }

  /// Reads and checks the pack in `folder` as it would be with other values of its parameters. Its
  /// digest is another one, which no release has.
  ///
  /// @throws RuleException at the first thing that is wrong; for a value that its limit does not
  ///   allow, or a name that the pack does not have, with the place where it was asked for
  public static PolicyPack load(Path folder, OtherValues other) {
    Checked checked = check(folder, other);
    return checked.pack().orElseThrow(() -> checked.errors().getFirst().thrown());
  }

  /// Reads and checks the pack in `folder`; one limit that is wrong does not hide the others.
  public static Checked check(Path folder) {
    return check(folder, OtherValues.NONE);
  }

  private static Checked check(Path folder, OtherValues other) {
    List<RuleError> errors = new ArrayList<>();
    Optional<PolicyPack> pack = Optional.empty();
    try {
      pack = Optional.of(read(PackFolder.read(folder), other, errors));
    } catch (RuleException e) {
      errors.add(e.error());
    }
    return new Checked(errors.isEmpty() ? pack : Optional.empty(), errors);
  }

  /// Where the limits of the pack in `folder` stand, by id, to the column.
  ///
  /// @throws RuleException if they cannot be read
  public static SortedMap<String, Place> places(Path folder) {
    return places(PackFolder.read(folder));
  }

  private static SortedMap<String, Place> places(PackFolder files) {
    SortedMap<String, Place> out = new TreeMap<>();
    for (Layer layer : Layer.values()) {
      String path = LimitsFile.path(layer);
      out.putAll(LimitsFile.places(path, files.text(path)));
    }
    return out;
  }

  private static PolicyPack read(PackFolder files, OtherValues other, List<RuleError> errors) {
    for (String path : files.paths()) {
      if (!belongs(path)) {
        errors.add(
            new RuleError(
                "file-unknown",
                Place.of(path),
                "a file that belongs to no part of a policy pack",
                "pack.yaml, measures.yaml, limits/1-position.yaml to limits/7-compliance.yaml, or"
                    + " tables/NAME.csv, theorems/NAME.yaml, tests/NAME.yaml, diagnosis/NAME.clp",
                "the number and the layer in its name do not go together."));
      }
    }
    PackHeader header = PackHeader.read(files, "policy");
    Map<MeasureId, MeasureRange> measures = MeasuresFile.read(files);
    ValueSources sources = new ValueSources(Tables.read(files, errors), other);
    List<Limit> limits = limits(files, measures, sources, errors);
    if (errors.isEmpty()) {
      Mandatory.check(limits);
    }
    SortedMap<String, Asks> asks = asks(files);
    errors.addAll(blind(files, limits, asks));
    return new PolicyPack(
        header.name(),
        header.version(),
        digest(files, other),
        List.copyOf(measures.values()),
        limits,
        asks,
        header.scope(),
        diagnosis(files));
  }

  private static Digest digest(PackFolder files, OtherValues other) {
    return other.none()
        ? files.digest()
        : Digest.sha256(files.digest().hex() + " under " + other.text());
  }

  private static SortedMap<String, String> diagnosis(PackFolder files) {
    SortedMap<String, String> out = new TreeMap<>();
    for (String path : files.paths()) {
      if (path.matches(DIAGNOSIS)) {
        out.put(path, files.text(path));
      }
    }
    return out;
  }

  /// Limits that ask for a mode where the desk stands outside, and cannot be read without an order.
  private static List<RuleError> blind(
      PackFolder files, List<Limit> limits, SortedMap<String, Asks> asks) {
    List<RuleError> out = new ArrayList<>();
    for (Limit limit : limits) {
      Reach reach = Reach.of(limit);
      boolean blind = reach == Reach.ORDERS || reach == Reach.NEXT_ORDER;
      Asks asked = asks.getOrDefault(limit.id(), Asks.NOTHING);
      if (blind && asked.mode() != Mode.NORMAL) {
        out.add(
            new RuleError(
                "breach-unseen",
                places(files).getOrDefault(limit.id(), Place.of(limit.file())),
                "onPassiveBreach in " + limit.id() + ", which is read " + reach.text(),
                "a limit that says without any order how the desk stands",
                "it can refuse orders and warn; drop onPassiveBreach."));
      }
    }
    return out;
  }

  private static SortedMap<String, Asks> asks(PackFolder files) {
    SortedMap<String, Asks> out = new TreeMap<>();
    for (Layer layer : Layer.values()) {
      String path = LimitsFile.path(layer);
      out.putAll(LimitsFile.asks(path, files.text(path)));
    }
    return out;
  }

  private static boolean belongs(String path) {
    return path.equals(PackHeader.FILE)
        || path.equals(MeasuresFile.FILE)
        || path.equals(Explained.FILE)
        || path.equals("README.md")
        || LimitsFile.layer(path) != null
        || path.matches("(tables/[a-z0-9-]+\\.csv)|((theorems|tests)/[a-z0-9-]+\\.yaml)")
        || path.matches(DIAGNOSIS);
  }

  private static List<Limit> limits(
      PackFolder files,
      Map<MeasureId, MeasureRange> measures,
      ValueSources sources,
      List<RuleError> errors) {
    Map<String, String> ids = new TreeMap<>();
    SortedSet<String> parameters = new TreeSet<>();
    List<Limit> out = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      SortedMap<String, Limit> byId = new TreeMap<>();
      for (LimitDraft draft : drafts(files, layer, sources, errors)) {
        draft.parameters().keySet().forEach(p -> parameters.add(draft.id() + "." + p));
        try {
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
        } catch (RuleException e) {
          errors.add(e.error());
        }
      }
      for (Limit limit : byId.values()) {
        out.add(LimitChecker.numbered(limit, out.size() + 1));
      }
    }
    if (errors.isEmpty()) {
      errors.addAll(sources.other().unknown(parameters));
    }
    return out;
  }

  private static List<LimitDraft> drafts(
      PackFolder files, Layer layer, ValueSources sources, List<RuleError> errors) {
    String path = LimitsFile.path(layer);
    try {
      return LimitsFile.read(layer, path, files.text(path), sources, errors);
    } catch (RuleException e) {
      errors.add(e.error());
      return List.of();
    }
  }
}
