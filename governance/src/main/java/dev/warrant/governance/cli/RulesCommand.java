package dev.warrant.governance.cli;

import dev.warrant.governance.cli.ask.BreachesCommand;
import dev.warrant.governance.cli.ask.LimitsCommand;
import dev.warrant.governance.cli.release.OverrideCommand;
import dev.warrant.governance.cli.release.PeopleCommand;
import dev.warrant.governance.cli.release.ProposeCommand;
import dev.warrant.governance.cli.release.ReleaseCommand;
import dev.warrant.governance.cli.release.ReleaseCommands;
import dev.warrant.governance.cli.release.RestrictedCommand;
import dev.warrant.governance.cli.rules.CheckCommand;
import dev.warrant.governance.cli.rules.ControlTestCommand;
import dev.warrant.governance.cli.rules.DiffCommand;
import dev.warrant.governance.cli.rules.ImpactCommand;
import dev.warrant.governance.cli.rules.RulesTestCommand;
import dev.warrant.governance.cli.rules.TableCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Rules and the life of their versions.
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = {
      "The life of a version: check, test, diff, impact, propose, approve, activate, roll back.",
      "What is not proved tighter takes two people of risk; tightening and freezing take one."
    },
    subcommands = {
      CheckCommand.class,
      DiffCommand.class,
      ImpactCommand.class,
      LimitsCommand.class,
      BreachesCommand.class,
      ReleaseCommand.class,
      ControlTestCommand.class,
      ProposeCommand.class,
      ProposeCommand.Rollback.class,
      OverrideCommand.class,
      OverrideCommand.All.class,
      ReleaseCommands.Page.class,
      ReleaseCommands.Approve.class,
      ReleaseCommands.Activate.class,
      ReleaseCommands.Withdraw.class,
      ReleaseCommands.Freeze.class,
      ReleaseCommands.Thaw.class,
      ReleaseCommands.Log.class,
      ReleaseCommands.Certify.class,
      RestrictedCommand.class,
      PeopleCommand.Submit.class,
      RulesTestCommand.class,
      TableCommand.class
    })
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  RulesCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "what about rules? Try: ./warrant rules log");
  }
}
