package dev.warrant.governance.cli.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.mask.Group;
import dev.warrant.governance.audit.mask.MaskedCopy;
import dev.warrant.governance.cli.common.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A copy of the evidence that somebody may have who may not see all of it.
@Command(
    name = "mask",
    mixinStandardHelpOptions = true,
    description = {
      "Write a copy of a run's signed records with chosen values taken out and every hash kept:",
      "./warrant trace verify checks its tree, signatures and sequence as before, and says of how",
      "many records only the hash is proved. Hashes are not salted: a value of a small range (a side,",
      "a quantity, a price near the market, a name out of few) is found by trying all of them, if",
      "the reader knows the rest of its record; the answer counts such records by kind."
    })
final class AuditMaskCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "an empty folder")
  private Path out = Path.of("");

  @Option(
      names = "--values",
      required = true,
      split = ",",
      paramLabel = "GROUP",
      description = "account, prices, quantities, fees, people, strategy; separated by commas")
  private List<String> values = List.of();

  @Option(
      names = "--salts",
      paramLabel = "FILE",
      description = "where the secret stays that opens single values (default: DIR.salts)")
  private @Nullable Path salts;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    EnumSet<Group> groups = EnumSet.noneOf(Group.class);
    values.forEach(v -> groups.add(Group.of(v)));
    Path secret = salts == null ? out.resolveSibling(out.getFileName() + ".salts") : salts;
    MaskedCopy.Made made = MaskedCopy.write(folder, groups, out, secret);
    System.out.println(
        out
            + ": "
            + made.records()
            + " records, "
            + made.masked()
            + " masked, "
            + made.values()
            + " values\nkeep to yourself: "
            + secret
            + open(made));
    return 0;
  }

  private static String open(MaskedCopy.Made made) {
    StringBuilder kinds = new StringBuilder();
    long all = 0;
    for (Map.Entry<String, Long> e : made.open().entrySet()) {
      kinds.append(all == 0 ? "" : ", ").append(e.getValue()).append(' ').append(e.getKey());
      all += e.getValue();
    }
    return all == 0
        ? "\nopen to guessing: none, each masked record holds a digest that the copy does not show"
        : "\nOPEN TO GUESSING: "
            + all
            + " masked records hold nothing that cannot be tried against their hash: "
            + kinds
            + "\nMaybe mask more groups together, so that more of each record is unknown;"
            + " docs/how-to/auditor.md has what that takes.";
  }
}
