package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.audit.WhoApproved;
import dev.warrant.governance.release.House;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Who did something.
@Command(
    name = "who",
    mixinStandardHelpOptions = true,
    description = "Who approved what an order stood under?",
    subcommands = {WhoCommand.Approved.class})
public final class WhoCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  WhoCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "who did what? Try: ./warrant who approved ORDER");
  }

  /// Approvals.
  @Command(
      name = "approved",
      mixinStandardHelpOptions = true,
      description = {
        "Who wrote, approved and activated the packs that an order, or the whole run, stood under:",
        "people, roles, keys, times, reason, scope, the page each approver saw, log entries and the",
        "certificate. Demo keys are called so. Exits with 1 if nobody is known to have approved, or",
        "if others than the people of the release log signed the certificate."
      })
  static final class Approved extends HouseQuestion {
    @Parameters(
        arity = "0..1",
        paramLabel = "ORDER|PACK",
        description = {
          "an order's id, its beginning or end; version, name or first digits of the digest of a",
          "pack (default: all that the run was under)"
        })
    private @Nullable String asked;

    private Approved() {}

    @Override
    Told about(RunFolder run, @Nullable House house) throws IOException {
      RunRecord record = RunRecord.read(run, whole());
      return WhoApproved.of(record, house, meant(record));
    }

    /// An order may be named by its beginning or end, if only one begins or ends so.
    private @Nullable String meant(RunRecord record) {
      String text = asked;
      if (text == null || text.length() < 4) {
        return text;
      }
      List<String> ids =
          record.orders().stream()
              .map(RunRecord.Sent::id)
              .filter(id -> id.equals(text) || id.startsWith(text) || id.endsWith(text))
              .toList();
      return ids.size() == 1 ? ids.getFirst() : text;
    }
  }
}
