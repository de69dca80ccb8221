package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.unit.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/// A step of derivation. `id = SHA-256(kind ‖ rule ‖ content ‖ ordered children)`, each part length
/// prefixed, so that equal sub-proofs are one node.
///
/// @param rule the rule, limit, clause or engine that made the step; empty for leaves
/// @param content canonical text (see `Canon`), integers only
public record TraceNode(Digest id, Kind kind, String rule, String content, List<Digest> children) {
  /// What kind of step.
  public enum Kind {
    /// A fact as it stood at the cut; the leaf names the input it rests on.
    FACT,
    /// A fact added by a rule.
    DERIVED,
    INTENT,
    /// A strategy proof.
    PROOF,
    /// The solver's verdict on an interval.
    INTERVAL,
    SIZE,
    OBJECTION,
    WARRANT,
    DELIBERATION,
    ORDER,
    REFUSAL,
    FILL,
    COMMAND
  }

  public TraceNode {
    children = List.copyOf(children);
  }

  /// Makes a node and computes its id.
  public static TraceNode of(Kind kind, String rule, String content, List<Digest> children) {
    MessageDigest sha = Digest.newSha256();
    part(sha, kind.name());
    part(sha, rule);
    part(sha, content);
    sha.update(ByteBuffer.allocate(4).putInt(0, children.size()));
    for (Digest child : children) {
      sha.update(child.bytes());
    }
    return new TraceNode(Digest.read(sha.digest(), 0), kind, rule, content, children);
  }

  private static void part(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
    sha.update(bytes);
  }
}
