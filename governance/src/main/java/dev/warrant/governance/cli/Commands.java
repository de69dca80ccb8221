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
import dev.warrant.governance.cli.ask.WindowCommand;
import dev.warrant.governance.cli.audit.AuditCommand;
import dev.warrant.governance.cli.audit.LogCommand;
import dev.warrant.governance.cli.audit.ReplayCommand;
import dev.warrant.governance.cli.audit.RunsCommand;
import dev.warrant.governance.cli.audit.TraceCommand;
import dev.warrant.governance.cli.audit.WitnessCommand;
import dev.warrant.governance.cli.release.PeopleCommand;
import dev.warrant.governance.cli.run.BacktestCommand;
import dev.warrant.governance.cli.run.ControlCommands;
import dev.warrant.governance.cli.run.DemoCommand;
import dev.warrant.governance.cli.run.ReportCommand;
import dev.warrant.governance.cli.run.RunCommand;
import dev.warrant.governance.cli.run.VenueCommand;
import dev.warrant.governance.cli.run.WatchdogCommand;
import java.util.List;

/// The commands by name, in the order of the help page. None is loaded before it is asked for.
final class Commands {
  static final List<String> NAMES =
      List.of(
          "demo",
          "run",
          "backtest",
          "venue",
          "why",
          "what-if",
          "why-not",
          "near-limit",
          "rules-never-fired",
          "unchanged-since",
          "overrides",
          "who",
          "audit",
          "orders-using",
          "window",
          "under-pack",
          "ask",
          "trace",
          "bench",
          "replay",
          "report",
          "runs",
          "watchdog",
          "status",
          "pause",
          "reduce",
          "resume",
          "kill",
          "train",
          "doctor",
          "people",
          "rules",
          "log",
          "witness");

  private Commands() {}

  /// The class of the command of this name.
  static Class<?> named(String name) {
    return switch (name) {
      case "demo" -> DemoCommand.class;
      case "run" -> RunCommand.class;
      case "backtest" -> BacktestCommand.class;
      case "venue" -> VenueCommand.class;
      case "why" -> WhyCommand.class;
      case "what-if" -> WhatIfCommand.class;
      case "why-not" -> WhyNotCommand.class;
      case "near-limit" -> NearLimitCommand.class;
      case "rules-never-fired" -> NeverFiredCommand.class;
      case "unchanged-since" -> UnchangedSinceCommand.class;
      case "overrides" -> OverridesCommand.class;
      case "who" -> WhoCommand.class;
      case "audit" -> AuditCommand.class;
      case "orders-using" -> OrdersUsingCommand.class;
      case "window" -> WindowCommand.class;
      case "under-pack" -> UnderPackCommand.class;
      case "ask" -> AskCommand.class;
      case "trace" -> TraceCommand.class;
      case "bench" -> BenchCommand.class;
      case "replay" -> ReplayCommand.class;
      case "report" -> ReportCommand.class;
      case "runs" -> RunsCommand.class;
      case "watchdog" -> WatchdogCommand.class;
      case "status" -> ControlCommands.Status.class;
      case "pause" -> ControlCommands.Pause.class;
      case "reduce" -> ControlCommands.Reduce.class;
      case "resume" -> ControlCommands.Resume.class;
      case "kill" -> ControlCommands.Kill.class;
      case "train" -> TrainCommand.class;
      case "doctor" -> DoctorCommand.class;
      case "people" -> PeopleCommand.class;
      case "rules" -> RulesCommand.class;
      case "log" -> LogCommand.class;
      case "witness" -> WitnessCommand.class;
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }
}
