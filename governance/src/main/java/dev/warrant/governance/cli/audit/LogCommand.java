package dev.warrant.governance.cli.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Independence;
import dev.warrant.governance.audit.reconcile.Reconciliations;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.governance.cli.common.RunLogs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Export;
import dev.warrant.knowledge.tlog.Leaves;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.TlogProof;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.witness.Submission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The tamper-evident log of a run, from its own side.
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Show, prove, submit and export the tamper-evident log of a run.",
    subcommands = {
      LogCommand.Show.class,
      LogCommand.Prove.class,
      LogCommand.Seal.class,
      LogCommand.Submit.class,
      LogCommand.ExportLog.class
    })
public final class LogCommand {
  private LogCommand() {}

  /// What every subcommand begins with.
  abstract static class OfRun {
    @Parameters(
        arity = "0..1",
        paramLabel = "RUN",
        description = "run folder or id (default: the latest run)")
    private @Nullable String run;

    RunFolder folder() throws IOException {
      return Runs.find(run);
    }

    Leaves leaves() throws IOException {
      RunFolder found = folder();
      return new Leaves(found.journal(), found.log());
    }
  }

  /// Says who signed what, and how to check it.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show the latest checkpoint and how to check the run against it.")
  static final class Show extends OfRun implements Callable<Integer> {
    private Show() {}

    @Override
    public Integer call() throws IOException {
      Note note = leaves().note();
      Checkpoint head = Checkpoint.parse(note.text());
      System.out.println(note);
      System.out.println("origin  " + head.origin());
      System.out.println("records " + head.size());
      System.out.println("key     " + RunLogs.signer().open());
      System.out.println(Independence.of(folder()).says());
      System.out.println(
          "\nTo check it, with the key from somebody you trust:\n  ./warrant trace verify "
              + folder().path()
              + " --origin "
              + head.origin()
              + " --key "
              + RunLogs.signer().open());
      return 0;
    }
  }

  /// Writes the proof of one order.
  @Command(
      name = "prove",
      mixinStandardHelpOptions = true,
      description = {
        "Write the .tlog-proof of one order, and of what the guard saw when it admitted it: all that",
        "is needed to check both offline."
      })
  static final class Prove extends OfRun implements Callable<Integer> {
    @Option(
        names = "--order",
        paramLabel = "ORDER",
        description = "client id, its beginning or end (default: the last under a warrant)")
    private @Nullable String order;

    @Option(names = "--index", paramLabel = "N", description = "any record, by its index")
    private @Nullable Long index;

    @Option(names = "--witness", paramLabel = "VKEY", description = "under what it cosigned")
    private @Nullable String witness;

    @Option(names = "--out", paramLabel = "FILE", description = "where to (default: here)")
    private @Nullable Path out;

    private Prove() {}

    @Override
    public Integer call() throws IOException {
      Leaves leaves = leaves();
      Note head = under(leaves);
      Long number = index;
      if (number != null) {
        String id = "record-" + number;
        write(leaves, found(id, leaves.at(number)), head, file(id));
        return 0;
      }
      String id = OrderIds.of(TraceReader.open(folder().trace())).find(order);
      Path file = file(id);
      write(leaves, found(id, leaves.order(id)), head, file);
      Leaves.Leaf seen = leaves.admitted(id);
      if (seen == null) {
        System.out.println("what the guard saw of " + id + " is not under this checkpoint");
      } else {
        write(leaves, seen, head, admission(file));
      }
      return 0;
    }

    private Path file(String id) {
      return out == null ? Path.of(id + TlogProof.SUFFIX) : out;
    }

    /// `X.tlog-proof` has `X.admitted.tlog-proof` beside it.
    private static Path admission(Path file) {
      String name = String.valueOf(file.getFileName());
      String stem =
          name.endsWith(TlogProof.SUFFIX)
              ? name.substring(0, name.length() - TlogProof.SUFFIX.length())
              : name;
      return file.resolveSibling(stem + ".admitted" + TlogProof.SUFFIX);
    }

    private static Leaves.Leaf found(String id, Leaves.@Nullable Leaf leaf) {
      if (leaf == null) {
        throw new IllegalArgumentException(
            id + " is not under the latest checkpoint\nMaybe wait a second, or ./warrant log seal");
      }
      return leaf;
    }

    private static void write(Leaves leaves, Leaves.Leaf leaf, Note head, Path file)
        throws IOException {
      Files.writeString(file, leaves.prove(leaf, head).toString());
      System.out.println(file);
    }

    private Note under(Leaves leaves) {
      String key = witness;
      Note cosigned =
          key == null
              ? null
              : CheckpointFiles.read(leaves.log(), CheckpointFiles.witnessed(NoteKey.parse(key)));
      if (key != null && cosigned == null) {
        throw new IllegalArgumentException(
            "no checkpoint here is cosigned by " + key + "\nMaybe ./warrant log submit first");
      }
      return cosigned == null ? leaves.note() : cosigned;
    }
  }

  /// Signs a run that is over.
  @Command(
      name = "seal",
      mixinStandardHelpOptions = true,
      description = "Make what is missing of a closed run's log, and sign its end.")
  static final class Seal extends OfRun implements Callable<Integer> {
    private Seal() {}

    @Override
    public Integer call() throws IOException {
      RunFolder folder = folder();
      boolean simulated = Summary.load(folder).path("what").asText().startsWith("backtest");
      System.out.println(RunLogs.seal(folder, simulated));
      return 0;
    }
  }

  /// Shows the latest checkpoint to a witness.
  @Command(
      name = "submit",
      mixinStandardHelpOptions = true,
      description = {
        "Have a witness cosign the latest checkpoint, and keep what it signed. With the log's key at",
        "hand, the digests of the run's reconciliations are under it too."
      })
  static final class Submit extends OfRun implements Callable<Integer> {
    @Option(names = "--to", required = true, paramLabel = "URL", description = "of the witness")
    private URI to = URI.create("");

    @Option(names = "--witness", required = true, paramLabel = "VKEY", description = "its key")
    private String witness = "";

    @Option(
        names = "--every",
        paramLabel = "SECONDS",
        description = "again and again until interrupted (default: once)")
    private long every;

    private Submit() {}

    @Override
    public Integer call() throws IOException {
      RunFolder run = folder();
      Submission submission = new Submission(run.log(), NoteKey.parse(witness), to);
      while (true) {
        int status = submit(run, submission);
        if (every == 0 || status == 1) {
          return status;
        }
        LockSupport.parkNanos(every * 1_000_000_000L);
      }
    }

    /// @return 0 cosigned, 1 refused, 2 not reached
    private static int submit(RunFolder run, Submission submission) {
      try {
        Note head = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST);
        System.out.println(
            head == null
                ? submission.submit()
                : submission.submit(Reconciliations.of(run).under(head, RunLogs::signer)));
        return 0;
      } catch (Submission.Refused e) {
        System.err.println("REFUSED: " + e.getMessage());
        return 1;
      } catch (IOException e) {
        System.err.println("not reached: " + e.getMessage());
        return 2;
      }
    }
  }

  /// Writes the folder that a web server can serve.
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Write the log as a folder of C2SP tiles and entries, for any web server.")
  static final class ExportLog extends OfRun implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to")
    private Path out = Path.of("");

    private ExportLog() {}

    @Override
    public Integer call() throws IOException {
      System.out.println(Export.write(leaves(), out) + " entries in " + out);
      return 0;
    }
  }
}
