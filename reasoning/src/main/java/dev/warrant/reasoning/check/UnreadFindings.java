package dev.warrant.reasoning.check;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.Explained;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.Theorem;
import dev.warrant.rules.table.TableFile;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What packs declare and nobody reads: measures, of which a limit, a sentence of one, a theorem, a
/// row of warrant or exit, or any text of the strategy is a reader; outputs of tables, of which a
/// limit is; and event patterns, of which any other text of the strategy is.
public final class UnreadFindings {
  private static final Pattern NAME = Pattern.compile("@name\\('([A-Za-z0-9_]+)'\\)");

  private UnreadFindings() {}

  /// Findings about measures in order of the catalogue, then about tables and patterns in order of
  /// file.
  public static List<Finding> of(
      Path policy, PolicyPack pack, List<Theorem> theorems, StrategyPack strategy) {
    List<Finding> out = new ArrayList<>();
    EnumSet<MeasureId> read = read(pack, theorems);
    String measures = text(policy.resolve("measures.yaml"));
    for (MeasureRange range : pack.measures()) {
      String name = range.measure().text();
      boolean named = texts(strategy).values().stream().anyMatch(text -> word(text, name));
      boolean told = pack.limits().stream().anyMatch(l -> l.says().contains("{" + name + "}"));
      if (!read.contains(range.measure()) && !named && !told) {
        String place = place("measures.yaml", measures, name + ":");
        out.add(
            new Finding(FindingCode.W108, name, place, "it is declared, and nothing reads it."));
      }
    }
    tables(policy, pack, out);
    strategy.files("patterns", ".epl").forEach((path, text) -> pattern(strategy, path, text, out));
    return out;
  }

  private static EnumSet<MeasureId> read(PolicyPack pack, List<Theorem> theorems) {
    EnumSet<MeasureId> out = EnumSet.of(MeasureId.ORDER_INCREASING);
    List<Limit> limits = new ArrayList<>(GuardClaim.entry(pack).limits());
    limits.addAll(GuardClaim.exit(pack).limits());
    limits.forEach(limit -> out.addAll(LimitReader.reads(limit)));
    for (Theorem theorem : theorems) {
      out.addAll(theorem.measures());
      for (MeasureId id : Theorem.POST) {
        if (word(theorem.prove().text(), Theorem.AFTER + id.text())) {
          out.add(id);
          out.add(MeasureId.ORDER_SIGN);
        }
      }
    }
    return out;
  }

  private static void tables(Path policy, PolicyPack pack, List<Finding> out) {
    Set<String> used = new TreeSet<>();
    for (Limit limit : pack.limits()) {
      for (Lookup lookup : limit.tables().values()) {
        used.add(
            lookup.table().name() + " " + lookup.table().outputs().get(lookup.output()).name());
      }
    }
    PackFolder files = PackFolder.read(policy);
    for (String path : files.paths()) {
      if (TableFile.is(path)) {
        DecisionTable table = TableFile.read(path, files.text(path));
        for (DecisionTable.Output output : table.outputs()) {
          String about = table.name() + " " + output.name();
          if (!used.contains(about)) {
            String says = "no limit takes a parameter from it.";
            out.add(new Finding(FindingCode.W123, about, output.place().toString(), says));
          }
        }
      }
    }
  }

  private static void pattern(StrategyPack strategy, String path, String text, List<Finding> out) {
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      String name = names.group(1);
      boolean used = false;
      for (Map.Entry<String, String> other : texts(strategy).entrySet()) {
        used |= !other.getKey().equals(path) && word(other.getValue(), name);
      }
      if (!used) {
        String place = place(path, text, "'" + name + "'");
        out.add(
            new Finding(
                FindingCode.W109,
                name,
                place,
                "it is watched for, and no rule or clause reads it."));
      }
    }
  }

  /// Every text but explanations of findings, which name what nobody reads.
  private static SortedMap<String, String> texts(StrategyPack strategy) {
    SortedMap<String, String> out = new TreeMap<>(strategy.files());
    out.remove(Explained.FILE);
    return out;
  }

  private static boolean word(String text, String name) {
    return Pattern.compile("(?<![A-Za-z0-9_.])" + Pattern.quote(name) + "(?![A-Za-z0-9_.])")
        .matcher(text)
        .find();
  }

  /// The first place of `file` that says `what`.
  private static String place(String file, String text, String what) {
    return Place.at(file, text, Math.max(0, text.indexOf(what))).toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
