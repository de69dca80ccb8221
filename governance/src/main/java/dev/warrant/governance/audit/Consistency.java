package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.LogFault;
import dev.warrant.knowledge.tlog.Proofs;
import dev.warrant.knowledge.tlog.TileNodes;
import dev.warrant.knowledge.unit.Digest;
import java.util.List;

/// The consistency proof between two heads (RFC 9162 §2.1.4), made from a run's tiles and checked.
///
/// @param made whether the tiles are there to make it from
/// @param holds whether it leads from the one root to the other
/// @param why why it was not made
record Consistency(
    Checkpoint from, Checkpoint to, boolean made, boolean holds, List<Digest> path, String why) {
  Consistency {
    path = List.copyOf(path);
  }

  static Consistency of(RunFolder run, Checkpoint from, Checkpoint to) {
    try (TileNodes nodes = new TileNodes(run.log(), to.size())) {
      List<Digest> path = new Proofs(nodes).consistency(from.size(), to.size());
      boolean holds = Proofs.continues(from.size(), from.root(), to.size(), to.root(), path);
      return new Consistency(from, to, true, holds, path, "");
    } catch (LogFault | IndexOutOfBoundsException e) {
      return new Consistency(from, to, false, false, List.of(), String.valueOf(e.getMessage()));
    }
  }

  void into(ObjectNode o) {
    ObjectNode proof = o.putObject("consistency");
    proof.put("from", from.size()).put("to", to.size()).put("holds", holds);
    proof.put("root", to.root().hex());
    ArrayNode hashes = proof.putArray("path");
    path.forEach(hash -> hashes.add(hash.hex()));
  }

  String says() {
    if (!made) {
      return "the tiles make no consistency proof: " + why;
    }
    return holds
        ? "consistency proof of " + path.size() + " hashes holds; --json has it"
        : "the tiles make no consistency proof between the two";
  }
}
