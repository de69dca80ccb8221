package dev.warrant.governance.cli.audit;

import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.TrustOptions;
import dev.warrant.knowledge.verify.LogVerdict;
import dev.warrant.knowledge.verify.LogVerifier;
import dev.warrant.knowledge.verify.ProofVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Verifies a run or a proof.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Check a run, or one order's .tlog-proof, against what was signed of it: hashes, sequence,"
          + " chains, tiles, signatures, older checkpoints, trace; and every order against the limits"
          + " in force, from measures computed anew.",
      "Whom to trust is said here and never read from the run; ./warrant log show tells the names."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:clean",
      "1:tampered, or an order outside its limits; names the first bad record",
      "2:unreadable"
    })
final class TraceVerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN|PROOF", description = "run folder or id, or a .tlog-proof file")
  private String what = "";

  @Option(names = "--origin", required = true, paramLabel = "NAME", description = "which log")
  private String origin = "";

  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "a checkpoint from elsewhere that the log must contain; may be repeated")
  private List<Path> checkpoints = List.of();

  @Option(
      names = "--limits",
      paramLabel = "SHA256",
      description =
          "digest of limits that may be in force, as ./warrant rules check tells it; no others may be;"
              + " may be repeated")
  private List<String> limits = List.of();

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path file = Path.of(what);
    if (Files.isRegularFile(file) && !(checkpoints.isEmpty() && limits.isEmpty())) {
      throw new IllegalArgumentException(
          what
              + " is a proof of one record, which --checkpoint and --limits say nothing about"
              + "\nMaybe leave them out, or check the run.");
    }
    LogVerdict found =
        Files.isRegularFile(file)
            ? ProofVerifier.verify(file, origin, trust.key(), trust.witnesses())
            : LogVerifier.verify(
                new LogVerifier.Query(
                    Runs.orCopy(what).path(),
                    origin,
                    trust.key(),
                    trust.witnesses(),
                    checkpoints,
                    limits));
    System.out.println(json ? found.json() : found);
    return found.exitStatus();
  }
}
