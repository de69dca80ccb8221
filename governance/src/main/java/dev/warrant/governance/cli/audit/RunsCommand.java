package dev.warrant.governance.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.journal.JournalFault;
import dev.warrant.knowledge.journal.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

/// What runs there are, and how long their records are kept.
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description =
        "List the runs, newest first: when last written, and how much their records take.",
    subcommands = {RunsCommand.Retire.class, RunsIndexCommand.class})
public final class RunsCommand implements Callable<Integer> {
  private static final double MIB = 1 << 20;

  @Option(
      names = "--in",
      paramLabel = "DIR",
      description = "where the runs lie (default: runs/, or WARRANT_RUNS)",
      scope = ScopeType.INHERIT)
  private @Nullable Path in;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  private Path home() {
    Path set = in;
    return set == null ? Runs.home() : set;
  }

  /// @param bytes of journal, trace and tables
  private record Run(RunFolder folder, Instant written, long bytes) {
    boolean retired() {
      return bytes == 0;
    }
  }

  @Override
  public Integer call() throws IOException {
    List<Run> runs = all(home());
    if (json) {
      ObjectNode o = new ObjectMapper().createObjectNode();
      ArrayNode out = o.putArray("runs");
      for (Run run : runs) {
        out.addObject()
            .put("run", run.folder().id())
            .put("written", run.written().toString())
            .put("bytes", run.bytes())
            .put("retired", run.retired());
      }
      System.out.println(o);
      return 0;
    }
    for (Run run : runs) {
      System.out.printf(
          Locale.ROOT,
          "%-32s %s %10s%n",
          run.folder().id(),
          run.written(),
          run.retired() ? "retired" : String.format(Locale.ROOT, "%.1f MiB", run.bytes() / MIB));
    }
    if (runs.isEmpty()) {
      System.out.println("no runs in " + home() + "\nMaybe ./warrant demo first");
    }
    return 0;
  }

  private static List<Run> all(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    List<Run> out = new ArrayList<>();
    try (Stream<Path> folders = Files.list(home)) {
      for (Path path : folders.filter(p -> Files.isDirectory(p.resolve("journal"))).toList()) {
        RunFolder folder = new RunFolder(path);
        out.add(new Run(folder, written(folder), size(folder.journal()) + size(folder.trace())));
      }
    }
    out.sort(Comparator.comparing(Run::written).reversed().thenComparing(r -> r.folder().id()));
    return out;
  }

  /// When something was last written of a run: its summary, or else its newest record.
  private static Instant written(RunFolder folder) throws IOException {
    Instant last = Files.getLastModifiedTime(folder.journal()).toInstant();
    try (Stream<Path> files = Files.list(folder.journal())) {
      for (Path file : files.toList()) {
        Instant at = Files.getLastModifiedTime(file).toInstant();
        last = at.isAfter(last) ? at : last;
      }
    }
    return last;
  }

  private static long size(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long sum = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bin") || isSegment(f)).toList()) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  private static boolean isSegment(Path file) {
    return file.getFileName().toString().endsWith(".wj");
  }

  /// Deletes what is old.
  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      description = {
        "Delete journal, trace and tables of runs last written more than so many days ago. Summary,",
        "report, certificate and the signed log with its hashes stay; no desk can start on such a",
        "run again, and nothing of it can be replayed. A run that a desk is writing is left alone."
      })
  static final class Retire implements Callable<Integer> {
    @Option(
        names = "--older-than",
        required = true,
        paramLabel = "DAYS",
        description = "days since a run was last written, at least 1")
    private int days;

    @Option(names = "--dry-run", description = "only say what would be deleted")
    private boolean dry;

    @ParentCommand private RunsCommand runs = new RunsCommand();

    @Override
    public Integer call() throws IOException {
      if (days < 1) {
        throw new IllegalArgumentException("--older-than takes days, at least 1, found " + days);
      }
      Instant before = HouseOptions.now().minus(Duration.ofDays(days));
      long freed = 0;
      for (Run run : all(runs.home())) {
        if (!run.retired() && run.written().isBefore(before)) {
          freed += dry ? run.bytes() : retire(run);
          System.out.println((dry ? "would retire " : "retired ") + run.folder().id());
        }
      }
      System.out.printf(
          Locale.ROOT, "%.1f MiB %s%n", freed / MIB, dry ? "would be freed" : "freed");
      return 0;
    }

    private static long retire(Run run) throws IOException {
      try {
        Retention.whole(run.folder().journal());
      } catch (JournalFault e) {
        System.out.println(run.folder().id() + " is left alone: " + e.getMessage());
        return 0;
      }
      empty(run.folder().trace().resolve("index"));
      empty(run.folder().trace());
      empty(run.folder().cuts());
      Excerpt.delete(run.folder());
      for (String made : List.of("desk.mv.db", "desk.sum", "desk.lock", "cuts.lock")) {
        Files.deleteIfExists(run.folder().path().resolve(made));
      }
      return run.bytes();
    }

    private static void empty(Path folder) throws IOException {
      if (!Files.isDirectory(folder)) {
        return;
      }
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
