package dev.warrant.governance.cli.common;

import dev.warrant.knowledge.verify.Witnesses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whom to trust about a log: said by whoever asks, and never read from the run.
public final class TrustOptions {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "VKEY",
      description = "verifier key of the desk, got from elsewhere")
  private String key = "";

  @Option(
      names = "--witness",
      paramLabel = "VKEY",
      description = "verifier key of a witness that must have cosigned; may be repeated")
  private List<String> witnesses = List.of();

  @Option(
      names = "--quorum",
      paramLabel = "K",
      description = "so many of the witnesses named must have cosigned (default: all)")
  private @Nullable Integer quorum;

  /// The desk's verifier key.
  public String key() {
    return key;
  }

  /// Witnesses, and how many of them must have cosigned.
  public Witnesses witnesses() {
    return Witnesses.of(witnesses, quorum);
  }
}
