package dev.warrant.governance.cli.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.prov.Derivations;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes how orders came about in a form that other programs read.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write how an order was derived as W3C PROV-JSON: facts, conclusions, warrants and orders as",
      "entities, deliberation and guard as activities, the desk and whoever signed as agents."
    })
final class TraceExportCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "client id, its beginning or end (default: every order)")
  private @Nullable String order;

  @Option(names = "--prov", required = true, paramLabel = "FILE", description = "where to")
  private Path to = Path.of("");

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    OrderIds ids = OrderIds.of(TraceReader.open(folder.trace()));
    List<Digest> wanted =
        order == null
            ? ids.sent().stream().map(ids::node).toList()
            : List.of(ids.node(ids.find(order)));
    ObjectNode document = Derivations.of(folder, wanted);
    Files.writeString(to, document.toPrettyString() + "\n");
    System.out.println(
        to
            + ": "
            + wanted.size()
            + (wanted.size() == 1 ? " order, " : " orders, ")
            + document.path("entity").size()
            + " entities, "
            + document.path("activity").size()
            + " activities, "
            + document.path("agent").size()
            + " agents");
    return 0;
  }
}
