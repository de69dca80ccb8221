package dev.warrant.knowledge.witness;

import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A witness in a process of its own. With `stall` it stands still for ever once it has remembered
/// a head and before it signs, so that it can be killed right there.
final class WitnessChild {
  private WitnessChild() {}

  /// Arguments: folder, log's verifier key, `stall` or nothing.
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    NoteSigner signer =
        NoteSigner.ofFile(folder.resolve("witness.key"), "witness.example/w", NoteKey.Use.WITNESS);
    Runnable stall =
        () -> {
          System.out.println("remembered");
          System.out.flush();
          while (true) {
            LockSupport.park();
          }
        };
    Witness witness =
        new Witness(
            folder,
            List.of(NoteKey.parse(args[1])),
            signer,
            () -> 1_700_000_000L,
            args.length > 2 ? stall : () -> {});
    WitnessServer server = new WitnessServer(witness, "127.0.0.1", 0);
    System.out.println(server.port() + " " + witness.open());
    System.out.flush();
  }
}
