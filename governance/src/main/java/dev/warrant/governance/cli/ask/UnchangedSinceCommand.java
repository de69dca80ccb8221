package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.audit.Unchanged;
import dev.warrant.governance.cli.common.StockQuestion;
import dev.warrant.governance.cli.common.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Whether a log extends an earlier head.
@Command(
    name = "unchanged-since",
    mixinStandardHelpOptions = true,
    description = {
      "Does a run still begin with what an earlier signed head was over? The verifier makes both",
      "roots again from the records; the consistency proof is given with it. Of a long run only the",
      "signed heads are looked at, unless --records says otherwise; the answer tells which it was.",
      "Whom to trust is said here and never read from the run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:unchanged", "1:changed, names the first bad record", "2:cannot be told"})
public final class UnchangedSinceCommand extends StockQuestion {
  @Parameters(
      paramLabel = "CHECKPOINT",
      description = "file of the earlier head, kept where the run's people cannot write")
  private Path checkpoint = Path.of("");

  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "which log (default: the one the earlier head names)")
  private String origin = "";

  @Option(
      names = "--heads",
      description = {
        "only whether the head signed now extends the earlier one, by the proof the tiles make:",
        "at once however long the run, and the records are not read"
      })
  private boolean heads;

  @Option(
      names = "--records",
      description = {
        "read all records, also of a run of more than 128 MiB (some 100 MiB a second); with --witness",
        "they always are"
      })
  private boolean records;

  @Override
  protected Told about(RunFolder run) throws IOException {
    if (!Files.isRegularFile(checkpoint)) {
      throw new IllegalArgumentException(
          "no file " + checkpoint + "\nMaybe one of .warrant/checkpoints/<run>/<size>.checkpoint");
    }
    if (heads && !trust.witnesses().none()) {
      throw new IllegalArgumentException(
          "--heads looks at the desk's own heads, and --witness asks for what others cosigned"
              + "\nMaybe leave out --heads: then the records are read and cosignatures checked");
    }
    if (heads && records) {
      throw new IllegalArgumentException(
          "--heads and --records\nMaybe --records: it looks at the heads too");
    }
    boolean all = records || !trust.witnesses().none();
    var trusted = new Unchanged.Trusted(checkpoint, origin, trust.key(), trust.witnesses());
    return heads || !all && Unchanged.isLong(run)
        ? Unchanged.heads(run, trusted)
        : Unchanged.since(run, trusted);
  }
}
