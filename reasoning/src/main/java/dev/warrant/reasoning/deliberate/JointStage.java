package dev.warrant.reasoning.deliberate;

import dev.warrant.reasoning.joint.Against;
import dev.warrant.reasoning.joint.Standing;
import java.util.List;

/// Sound intents to what speaks against some of them because of others.
@FunctionalInterface
public interface JointStage {
  /// Objections in an order that depends on `standing` alone; none for most.
  List<Against> judge(Standing standing);
}
