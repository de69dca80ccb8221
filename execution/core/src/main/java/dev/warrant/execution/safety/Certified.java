package dev.warrant.execution.safety;

import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.List;

/// What a valid certificate came to.
///
/// @param certificate its digest; it stands beside a run and never in hashed content, since demo
///   keys differ from run to run
/// @param people whose signatures counted, in order of name
/// @param demo whether they are demo people: not independent, simulator only
/// @param until first moment at which it holds no more
public record Certified(Digest certificate, List<String> people, boolean demo, Instant until) {
  /// How demo signatures are told, wherever a run is told.
  public static final String DEMO = "demo signatures: not independent, simulator only";

  public Certified {
    people = List.copyOf(people);
  }

  /// Under whose signatures, for people to read.
  public String says() {
    return demo ? DEMO : String.join(", ", people) + ", until " + until;
  }
}
