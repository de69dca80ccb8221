package dev.warrant.governance.cli;

import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Misread;
import dev.warrant.knowledge.verify.Visible;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
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
    exitCodeList = {"0:fine", "1:the answer is bad news", "2:wrong usage or unreadable input"})
public final class Main implements Runnable {
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  Main() {}

  /// Runs the command line.
  public static void main(String[] args) {
    Visible.install();
    CommandLine line = commandLine(args.length == 0 ? "" : args[0]);
    PrintStream drawn = Visible.below(System.out); // help comes in colours
    line.setOut(new PrintWriter(drawn, true, drawn.charset()));
    int code = line.execute(args);
    System.out.flush();
    System.exit(code);
  }

  /// With every command there is.
  public static CommandLine commandLine() {
    return commandLine("");
  }

  /// With the one command of this name, or with all where there is none such. Reading what all of
  /// them take costs more than most answers.
  static CommandLine commandLine(String name) {
    // Numbers in sentences are in everybody's digits, also those a desk writes into its record.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    CommandLine line = new CommandLine(new Main());
    for (String each : Commands.NAMES.contains(name) ? List.of(name) : Commands.NAMES) {
      line.addSubcommand(each, Commands.named(each));
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Mishaps());
    line.setParameterExceptionHandler(new Misread());
    line.setUsageHelpWidth(HELP_WIDTH); // where no terminal tells
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? Try: ./warrant demo");
  }
}
