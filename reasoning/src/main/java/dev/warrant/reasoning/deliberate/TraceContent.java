package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.unit.Digest;
import java.util.List;

/// What the nodes of a deliberation say, where it is not a record of the vocabulary. Public because
/// their canonical text is read by component.
public final class TraceContent {
  private TraceContent() {}

  /// A deliberation.
  ///
  /// @param withdrawn ids of live warrants that end
  public record Root(
      int epoch,
      long cut,
      long seq,
      Digest facts,
      Digest policy,
      Digest strategy,
      Digest model,
      String outcome,
      List<Long> withdrawn) {
    public Root {
      withdrawn = List.copyOf(withdrawn);
    }
  }

  /// What the limits leave for one order.
  ///
  /// @param binding the limit that ends the interval above, or the limits that leave none
  public record Interval(long low, long high, String binding) {}

  /// The size of one intent.
  ///
  /// @param level chosen level of `levels`, 0 for nothing
  /// @param lots worst-case lots of its side
  /// @param gain expected gain after costs, in 1e-6 USDT
  /// @param risk standard deviation over the horizon, in cents, signed by direction
  /// @param score of all sizes together, in 1e-6 USDT
  public record Size(long level, long levels, long lots, long gain, long risk, long score) {}

  /// A step of a proof.
  ///
  /// @param goal what it proved
  /// @param tests comparisons and negations that held
  public record Step(String goal, List<String> tests) {
    public Step {
      tests = List.copyOf(tests);
    }
  }
}
