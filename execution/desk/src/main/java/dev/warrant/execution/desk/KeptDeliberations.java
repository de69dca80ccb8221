package dev.warrant.execution.desk;

import dev.warrant.knowledge.cuts.CutKeeper;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.unit.Digest;

/// A way to deliberation whose cuts are kept beside the run. All that is added to the thread that
/// hands a cut over is handing it over once more.
public final class KeptDeliberations implements DeliberationPort {
  private final DeliberationPort port;
  private final CutKeeper keeper;
  private Digest policy;

  /// @param policy digest of the policy in force at the start
  public KeptDeliberations(DeliberationPort port, CutKeeper keeper, Digest policy) {
    this.port = port;
    this.keeper = keeper;
    this.policy = policy;
  }

  @Override
  public void begin(Cut cut) {
    port.begin(cut);
    keeper.keep(cut, policy);
  }

  @Override
  public void under(Version version) {
    policy = version.policy().digest();
    port.under(version);
  }

  @Override
  public Deliberation result(long cut) {
    return port.result(cut);
  }
}
