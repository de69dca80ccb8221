package dev.warrant.governance.cli.common;

import java.util.List;
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

  /// The desk's verifier key.
  public String key() {
    return key;
  }

  /// Verifier keys of witnesses that must have cosigned.
  public List<String> witnesses() {
    return witnesses;
  }
}
