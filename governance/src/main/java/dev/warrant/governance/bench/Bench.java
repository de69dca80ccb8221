package dev.warrant.governance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.seam.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs rows one after the other and tells their figures beside anchors and floors.
public final class Bench {
  private static final List<Row> ROWS =
      List.of(
          new GuardRow(),
          new OrderRow(),
          new DeliberationRow(),
          new JournalRow(),
          new LogRow(),
          new TapeRow(),
          new ChainRow(),
          new DeduceRow(),
          new StartRow(),
          new CheckRow(),
          new QuestionsRow(),
          new PartsRow());

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path root;
  private final boolean quick;

  /// @param root the project's folder, for packs, recordings and the commit
  /// @param quick fewer events, for a look
  public Bench(Path root, boolean quick) {
    this.root = root;
    this.quick = quick;
  }

  /// Names of all rows, also of those that run only when named.
  public static List<String> names() {
    return ROWS.stream().map(Row::name).toList();
  }

  /// What one row came to.
  public record Measured(String row, double seconds, List<Figure> figures) {
    public Measured {
      figures = List.copyOf(figures);
    }
  }

  /// What a bench came to.
  public record Report(Machine machine, boolean quick, List<Measured> rows) {
    public Report {
      rows = List.copyOf(rows);
    }

    /// Whether every floor was kept.
    public boolean kept() {
      return rows.stream().flatMap(r -> r.figures().stream()).allMatch(Figure::kept);
    }

    /// One JSON object on one line.
    public String json() {
      ObjectNode out = MAPPER.createObjectNode();
      out.putObject("machine")
          .put("cpu", machine.cpu())
          .put("cores", machine.cores())
          .put("jdk", machine.jdk())
          .put("load", machine.load());
      out.put("commit", machine.commit()).put("quick", quick).put("kept", kept());
      var figures = out.putArray("figures");
      for (Measured row : rows) {
        for (Figure f : row.figures()) {
          ObjectNode o = figures.addObject().put("row", row.row()).put("what", f.what());
          o.put("value", f.value()).put("unit", f.unit()).put("anchor", f.anchor());
          Figure.Floor floor = f.floor();
          if (floor != null) {
            o.put("floor", floor.text()).put("kept", f.kept());
          }
        }
      }
      return out.toString();
    }
  }

  /// Measures the rows of these names, all if there are none.
  ///
  /// @param heard hears each row as it ends
  /// @throws IllegalArgumentException if a name is none of [#names]
  public Report run(List<String> wanted, Consumer<Measured> heard) {
    for (String name : wanted) {
      if (!names().contains(name)) {
        throw new IllegalArgumentException(
            "no row \"" + name + "\", expected some of " + String.join(", ", names()));
      }
    }
    Machine machine = Machine.here(root);
    List<Measured> done = new ArrayList<>();
    Path scratch = scratch();
    try {
      Scope scope = new Scope(quick, root, scratch);
      for (Row row : ROWS) {
        if (wanted.isEmpty() ? !row.onlyNamed() : wanted.contains(row.name())) {
          long began = Stopwatch.ticks();
          List<Figure> figures = row.run(scope);
          Measured m = new Measured(row.name(), (Stopwatch.ticks() - began) / 1e9, figures);
          heard.accept(m);
          done.add(m);
        }
      }
    } finally {
      delete(scratch);
    }
    return new Report(machine, quick, done);
  }

  /// One row as lines of a table.
  public static String text(Measured m) {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%s (%.0f s)%n", m.row(), m.seconds()));
    for (Figure f : m.figures()) {
      Figure.Floor floor = f.floor();
      String bound = floor == null ? "" : (f.kept() ? "ok " : "MISSED ") + floor.text();
      String value = Figure.number(f.value()) + " " + f.unit();
      out.append(
          String.format(
              Locale.ROOT, "  %-78s %20s  %-16s %s%n", f.what(), value, bound, f.anchor()));
    }
    return out.toString();
  }

  /// On a disk of the project, not in memory: what is measured includes the disk.
  private Path scratch() {
    try {
      Path state = Files.createDirectories(root.resolve(".warrant"));
      return Files.createTempDirectory(state, "bench");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the bench in " + root, e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(p);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the bench's folder " + folder, e);
    }
  }
}
