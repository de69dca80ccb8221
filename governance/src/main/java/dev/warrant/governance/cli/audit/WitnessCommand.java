package dev.warrant.governance.cli.audit;

import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.witness.Witness;
import dev.warrant.knowledge.witness.WitnessServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A witness, best on another machine and under another user than the desk.
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = {
      "Watch that logs only grow, and cosign their checkpoints.",
      "Run it where the desk's people cannot write; its key is made in its folder on first use."
    })
public final class WitnessCommand implements Callable<Integer> {
  @Option(
      names = "--folder",
      required = true,
      paramLabel = "DIR",
      description = "where it keeps its key and what it has seen; for it alone")
  private Path folder = Path.of("");

  @Option(
      names = "--log",
      required = true,
      paramLabel = "VKEY",
      description = "verifier key of a desk it watches; may be repeated")
  private List<String> logs = List.of();

  @Option(
      names = "--name",
      description = "name of its key when it is made (default: ${DEFAULT-VALUE})",
      defaultValue = "warrant.local/witness")
  private String name = "";

  @Option(
      names = "--host",
      description = "address to listen on (default: ${DEFAULT-VALUE})",
      defaultValue = "127.0.0.1")
  private String host = "";

  @Option(
      names = "--port",
      description = "port to listen on, 0 for any (default: ${DEFAULT-VALUE})",
      defaultValue = "8795")
  private int port;

  @Override
  public Integer call() throws IOException {
    NoteSigner signer = NoteSigner.ofFile(folder.resolve("witness.key"), name, NoteKey.Use.WITNESS);
    List<NoteKey> known = logs.stream().map(NoteKey::parse).toList();
    Clock clock = Clock.system();
    Witness witness =
        new Witness(folder.resolve("seen"), known, signer, () -> clock.nanos() / 1_000_000_000L);
    CountDownLatch over = new CountDownLatch(1);
    try (WitnessServer server = new WitnessServer(witness, host, port)) {
      Runtime.getRuntime().addShutdownHook(new Thread(over::countDown, "stop"));
      System.out.println("witness at http://" + host + ":" + server.port());
      System.out.println(signer.open());
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
