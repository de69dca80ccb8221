package dev.warrant.governance.cli;

import dev.warrant.governance.cli.ask.NearLimitCommand;
import dev.warrant.governance.cli.ask.NeverFiredCommand;
import dev.warrant.governance.cli.ask.OrdersUsingCommand;
import dev.warrant.governance.cli.ask.OverridesCommand;
import dev.warrant.governance.cli.ask.UnchangedSinceCommand;
import dev.warrant.governance.cli.ask.UnderPackCommand;
import dev.warrant.governance.cli.ask.WhatIfCommand;
import dev.warrant.governance.cli.ask.WhoCommand;
import dev.warrant.governance.cli.ask.WhyCommand;
import dev.warrant.governance.cli.ask.WhyNotCommand;
import dev.warrant.governance.cli.audit.AuditCommand;
import dev.warrant.governance.cli.audit.LogCommand;
import dev.warrant.governance.cli.audit.ReplayCommand;
import dev.warrant.governance.cli.audit.RunsCommand;
import dev.warrant.governance.cli.audit.TraceCommand;
import dev.warrant.governance.cli.audit.WitnessCommand;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.release.PeopleCommand;
import dev.warrant.governance.cli.run.BacktestCommand;
import dev.warrant.governance.cli.run.ControlCommands;
import dev.warrant.governance.cli.run.DemoCommand;
import dev.warrant.governance.cli.run.ReportCommand;
import dev.warrant.governance.cli.run.RunCommand;
import dev.warrant.governance.cli.run.VenueCommand;
import dev.warrant.governance.cli.run.WatchdogCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `warrant` command.
@Command(
    name = "warrant",
    mixinStandardHelpOptions = true,
    version = "warrant 0.1.0",
    description = "A rules-and-reasoning trading engine: no order leaves without a warrant.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:fine", "1:the answer is bad news", "2:wrong usage or unreadable input"},
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      BacktestCommand.class,
      VenueCommand.class,
      WhyCommand.class,
      WhatIfCommand.class,
      WhyNotCommand.class,
      NearLimitCommand.class,
      NeverFiredCommand.class,
      UnchangedSinceCommand.class,
      OverridesCommand.class,
      WhoCommand.class,
      AuditCommand.class,
      OrdersUsingCommand.class,
      UnderPackCommand.class,
      AskCommand.class,
      TraceCommand.class,
      BenchCommand.class,
      ReplayCommand.class,
      ReportCommand.class,
      RunsCommand.class,
      WatchdogCommand.class,
      ControlCommands.Status.class,
      ControlCommands.Pause.class,
      ControlCommands.Reduce.class,
      ControlCommands.Resume.class,
      ControlCommands.Kill.class,
      TrainCommand.class,
      DoctorCommand.class,
      PeopleCommand.class,
      RulesCommand.class,
      LogCommand.class,
      WitnessCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  Main() {}

  /// Runs the command line.
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    System.out.flush();
    System.exit(code);
  }

  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Mishaps());
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? Try: ./warrant demo");
  }
}
