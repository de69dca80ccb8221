package dev.warrant.reasoning.sizing;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/// A stake whose level the solver chooses. Public, mutable and with an empty constructor because
/// the solver clones and fills it.
@PlanningEntity
@NullUnmarked
public class SizedStake {
  @PlanningId private int index;
  private Stake stake;
  @PlanningVariable private Integer level;

  /// For the solver.
  public SizedStake() {}

  SizedStake(Stake stake) {
    this.index = stake.index();
    this.stake = stake;
  }

  public int getIndex() {
    return index;
  }

  public void setIndex(int index) {
    this.index = index;
  }

  public Integer getLevel() {
    return level;
  }

  public void setLevel(Integer level) {
    this.level = level;
  }

  /// The levels to choose from; 0 is always among them.
  @ValueRangeProvider
  public List<Integer> getLevels() {
    return IntStream.range(0, stake.levels()).boxed().toList();
  }

  long added() {
    return stake.added().get(level);
  }

  long gain() {
    return stake.gain().get(level);
  }

  long risk() {
    return stake.risk().get(level);
  }

  long beyondKelly() {
    return Math.max(0, stake.lots().get(level) - stake.kellyLots());
  }
}
