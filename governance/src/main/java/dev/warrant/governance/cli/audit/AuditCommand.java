package dev.warrant.governance.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What an auditor or compliance officer takes away from a run.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Evidence to file: is the record complete, what does a day come to, a sample of it.",
    subcommands = {
      AuditReconcileCommand.class,
      AuditReportCommand.class,
      AuditSampleCommand.class,
      AuditMaskCommand.class
    })
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  AuditCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "audit what? Try: ./warrant audit report --help, or ./warrant audit reconcile --help");
  }
}
