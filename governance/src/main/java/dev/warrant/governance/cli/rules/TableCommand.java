package dev.warrant.governance.cli.rules;

import dev.warrant.governance.cli.common.Packs;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.table.DmnReader;
import dev.warrant.rules.table.DmnWriter;
import dev.warrant.rules.table.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Decision tables between packs and other tools.
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    description = "Exchange a decision table of a policy pack with tools that speak DMN 1.3.",
    subcommands = {TableCommand.Export.class, TableCommand.Import.class})
public final class TableCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  TableCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "export or import? Try: ./warrant rules table export capital-tiers");
  }

  /// From a pack to DMN.
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Write a table of a policy pack as a DMN 1.3 decision table.")
  static final class Export implements Callable<Integer> {
    @Parameters(paramLabel = "TABLE", description = "name of the table, such as capital-tiers")
    private String table = "";

    @Option(
        names = "--policy",
        paramLabel = "DIR",
        description = "policy pack (default: the house policy)")
    private @Nullable Path policy;

    @Option(names = "--to", paramLabel = "FILE", description = "file (default: standard output)")
    private @Nullable Path to;

    @Override
    public Integer call() throws IOException {
      Path pack = policy == null ? Packs.housePolicy() : policy;
      Path file = pack.resolve(TableFile.path(table));
      if (!TableFile.is(TableFile.path(table)) || !Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "no table "
                + table
                + " in "
                + pack
                + "\nMaybe its name is that of the file, without .csv");
      }
      String dmn = DmnWriter.text(TableFile.read(TableFile.path(table), Files.readString(file)));
      if (to == null) {
        System.out.print(dmn);
      } else {
        Files.writeString(to, dmn);
        System.out.println("wrote " + to);
      }
      return 0;
    }
  }

  /// From DMN into a pack.
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Write the decision table of a DMN document into a policy pack, where it replaces a table of",
        "that name. What a table of a pack cannot say is refused by name. Check the pack afterwards."
      })
  static final class Import implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "DMN document")
    private Path file = Path.of("");

    @Option(names = "--as", paramLabel = "TABLE", required = true, description = "its name")
    private String table = "";

    @Option(names = "--policy", paramLabel = "DIR", required = true, description = "policy pack")
    private Path policy = Path.of("");

    @Override
    public Integer call() throws IOException {
      if (!TableFile.is(TableFile.path(table))) {
        throw new IllegalArgumentException(
            "\"" + table + "\" is no name of a table; expected lower-case words joined by -");
      }
      if (!Files.isDirectory(policy)) {
        throw new IllegalArgumentException("no folder " + policy + "; expected a policy pack");
      }
      if (!Files.isRegularFile(file) || Files.size(file) > 1 << 20) {
        throw new IllegalArgumentException("no file " + file + " of at most a megabyte");
      }
      String name = String.valueOf(file.getFileName());
      DecisionTable read = DmnReader.read(name, table, Files.readString(file));
      Path to = policy.resolve(TableFile.path(table));
      Files.createDirectories(policy.resolve(TableFile.FOLDER));
      Files.writeString(to, TableFile.text(read));
      System.out.println(
          "wrote " + to + ", " + read.rows().size() + " rows; next: warrant rules check");
      return 0;
    }
  }
}
