package dev.warrant.governance.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The tables of `docs/ARCHITECTURE.md`, as the architecture test reads them.
///
/// @param packages package prefixes by module
/// @param mayUse modules by module
/// @param owners owning package prefixes by third-party prefix
record FloorPlan(
    TreeMap<String, List<String>> packages,
    TreeMap<String, TreeSet<String>> mayUse,
    TreeMap<String, List<String>> owners) {

  static FloorPlan read(Path architecture) throws IOException {
    FloorPlan plan = new FloorPlan(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    String table = "";
    for (String line : Files.readAllLines(architecture)) {
      if (!line.startsWith("|")) {
        table = "";
        continue;
      }
      List<String> cells = cells(line);
      if (table.isEmpty()) {
        table = cells.getFirst();
      } else if (!cells.getFirst().startsWith("---")) {
        plan.row(table, cells);
      }
    }
    return plan;
  }

  private void row(String table, List<String> cells) {
    if (table.equals("module")) {
      packages.put(cells.get(0), list(cells.get(1)));
      mayUse.put(cells.get(0), new TreeSet<>(list(cells.get(2))));
    } else if (table.equals("engine")) {
      list(cells.get(1)).forEach(prefix -> owners.put(prefix, list(cells.get(2))));
    }
  }

  /// The module of a class: the one with the longest matching package prefix, or "" if none.
  String module(String className) {
    String best = "";
    int longest = 0;
    for (String module : packages.keySet()) {
      for (String prefix : packages.getOrDefault(module, List.of())) {
        if (className.startsWith(prefix + ".") && prefix.length() > longest) {
          best = module;
          longest = prefix.length();
        }
      }
    }
    return best;
  }

  private static List<String> cells(String line) {
    List<String> out = new ArrayList<>();
    for (String cell : line.substring(1).split("\\|", -1)) {
      out.add(cell.strip());
    }
    return out;
  }

  private static List<String> list(String cell) {
    List<String> out = new ArrayList<>();
    for (String part : cell.split(",", -1)) {
      if (!part.isBlank() && !part.strip().equals("–")) {
        out.add(part.strip());
      }
    }
    return out;
  }
}
