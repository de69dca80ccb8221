package dev.warrant.governance.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.OrdersUsing;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.ReplayProgress;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.cuts.CutKeeper;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.making.OneAtATime;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.sim.replay.Replayed;
import dev.warrant.sim.replay.Replayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a run's indexes again.
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = {
      "Make again what lets questions about a run answer at once: the index of its trace, the excerpt",
      "of its journal, and by a replay of the whole run the index of its cuts. None is evidence; all",
      "may be deleted. A desk and a backtest keep them by themselves."
    })
final class RunsIndexCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    if (JournalReader.tail(folder.journal()).stripped()) {
      throw new IllegalArgumentException(
          folder.id()
              + " was stripped of conclusions: nothing in it could vouch for an index"
              + "\nMaybe ask the whole run");
    }
    TraceReader.open(folder.trace()).index();
    OrdersUsing.keep(folder);
    Excerpt.make(folder);
    return OneAtATime.make(
        folder.path().resolve("cuts.lock"), "the cuts of " + folder.id(), () -> cuts(folder));
  }

  private int cuts(RunFolder folder) throws IOException {
    Path made = folder.path().resolve("cuts-made");
    clear(made);
    long began = Stopwatch.ticks();
    long all = ReplayProgress.inputs(folder, Long.MAX_VALUE);
    CutKeeper keeper = CutKeeper.patient(made);
    Replayed replayed;
    try (keeper;
        Replayer replayer =
            new Replayer(
                Packs.of(folder),
                (policy, strategy) -> Packs.kept(folder, policy, strategy),
                Packs.cache(),
                n -> progress(n, all, began))) {
      replayed = replayer.keeping(keeper).replay(folder.journal());
    }
    if (!keeper.fault().isEmpty()) {
      throw new IllegalStateException(keeper.fault() + "\nMaybe the disk is full.");
    }
    clear(folder.cuts());
    if (Files.isDirectory(made)) {
      Files.move(made, folder.cuts(), StandardCopyOption.ATOMIC_MOVE);
    }
    System.out.println(json ? json(folder, keeper, replayed) : text(folder, keeper, replayed));
    return replayed.same() ? 0 : 1;
  }

  private static void progress(long inputs, long all, long began) {
    double seconds = (Stopwatch.ticks() - began) / 1e9;
    System.err.printf(
        Locale.ROOT,
        "replayed %,d of %,d inputs, about %s to go%n",
        inputs,
        all,
        ReplayProgress.span(seconds * Math.max(0, all - inputs) / inputs));
  }

  private static void clear(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = files.toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static String text(RunFolder folder, CutKeeper kept, Replayed replayed) {
    return String.format(
        Locale.ROOT,
        "%s: %,d cuts in %,d bytes; %s",
        folder.id(),
        kept.kept(),
        kept.bytes(),
        replayed.same()
            ? "the replay came to everything recorded"
            : "THE REPLAY DID NOT COME TO WHAT IS RECORDED: ./warrant replay " + folder.id());
  }

  private static String json(RunFolder folder, CutKeeper kept, Replayed replayed) {
    return new ObjectMapper()
        .createObjectNode()
        .put("run", folder.id())
        .put("cuts", kept.kept())
        .put("bytes", kept.bytes())
        .put("same", replayed.same())
        .toString();
  }
}
