package dev.warrant.governance.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Questions about the record of a run.
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "The record of a run: ask it anything, or check it.",
    subcommands = {TraceQueryCommand.class, TraceVerifyCommand.class, TraceExportCommand.class})
public final class TraceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  TraceCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "trace what? Try: ./warrant trace query --help, or ./warrant trace verify --help");
  }
}
