package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
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
import java.util.TreeMap;

/// Reads policy packs: header, measures, tables, limits of the seven layers; all of it or nothing.
public final class PolicyPacks {
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
    Checked checked = check(folder);
    return checked.pack().orElseThrow(() -> checked.errors().getFirst().thrown());
  }

  /// Reads and checks the pack in `folder`; one limit that is wrong does not hide the others.
  public static Checked check(Path folder) {
    List<RuleError> errors = new ArrayList<>();
    Optional<PolicyPack> pack = Optional.empty();
    try {
      pack = Optional.of(read(PackFolder.read(folder), errors));
    } catch (RuleException e) {
      errors.add(e.error());
    }
    return new Checked(errors.isEmpty() ? pack : Optional.empty(), errors);
  }

  /// Where the limits of the pack in `folder` stand, by id, to the column.
  ///
  /// @throws RuleException if they cannot be read
  public static SortedMap<String, Place> places(Path folder) {
    PackFolder files = PackFolder.read(folder);
    SortedMap<String, Place> out = new TreeMap<>();
    for (Layer layer : Layer.values()) {
      String path = LimitsFile.path(layer);
      out.putAll(LimitsFile.places(path, files.text(path)));
    }
    return out;
  }

  private static PolicyPack read(PackFolder files, List<RuleError> errors) {
    for (String path : files.paths()) {
      if (!belongs(path)) {
        errors.add(
            new RuleError(
                "file-unknown",
                Place.of(path),
                "a file that belongs to no part of a policy pack",
                "pack.yaml, measures.yaml, limits/1-position.yaml to limits/7-compliance.yaml, or"
                    + " tables/NAME.csv",
                "the number and the layer in its name do not go together."));
      }
    }
    PackHeader header = PackHeader.read(files, "policy");
    Map<MeasureId, MeasureRange> measures = MeasuresFile.read(files);
    Tables tables = Tables.read(files, errors);
    List<Limit> limits = limits(files, measures, tables, errors);
    if (errors.isEmpty()) {
      Mandatory.check(limits);
    }
    SortedMap<String, Asks> asks = asks(files);
    errors.addAll(blind(limits, asks));
    return new PolicyPack(
        header.name(),
        header.version(),
        files.digest(),
        List.copyOf(measures.values()),
        limits,
        asks);
  }

  /// Limits that ask for a mode where the desk stands outside, and cannot be read without an order.
  private static List<RuleError> blind(List<Limit> limits, SortedMap<String, Asks> asks) {
    List<RuleError> out = new ArrayList<>();
    for (Limit limit : limits) {
      Reach reach = Reach.of(limit);
      boolean blind = reach == Reach.ORDERS || reach == Reach.NEXT_ORDER;
      Asks asked = asks.getOrDefault(limit.id(), Asks.NOTHING);
      if (blind && asked.mode() != Mode.NORMAL) {
        out.add(
            new RuleError(
                "breach-unseen",
                place(limit),
                "onPassiveBreach in " + limit.id() + ", which is read " + reach.text(),
                "a limit that says without any order how the desk stands",
                "it can refuse orders and warn; drop onPassiveBreach."));
      }
    }
    return out;
  }

  private static Place place(Limit limit) {
    int colon = limit.file().lastIndexOf(':');
    return new Place(
        limit.file().substring(0, colon), Integer.parseInt(limit.file().substring(colon + 1)), 0);
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
        || path.matches("diagnosis/[a-z0-9-]+\\.clp");
  }

  private static List<Limit> limits(
      PackFolder files,
      Map<MeasureId, MeasureRange> measures,
      Tables tables,
      List<RuleError> errors) {
    Map<String, String> ids = new TreeMap<>();
    List<Limit> out = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      SortedMap<String, Limit> byId = new TreeMap<>();
      for (LimitDraft draft : drafts(files, layer, tables, errors)) {
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
    return out;
  }

  private static List<LimitDraft> drafts(
      PackFolder files, Layer layer, Tables tables, List<RuleError> errors) {
    String path = LimitsFile.path(layer);
    try {
      return LimitsFile.read(layer, path, files.text(path), tables, errors);
    } catch (RuleException e) {
      errors.add(e.error());
      return List.of();
    }
  }
}
