package dev.warrant.sim.training;

import dev.warrant.perception.model.RegimeModel;
import dev.warrant.perception.model.ScoreReport;
import java.util.ArrayList;
import java.util.List;

/// How well the model does on markets of one kind.
///
/// @param name the kind, such as `unseen seeds`
/// @param all over all rows
/// @param settled over all but [Age#FRESH]
/// @param ages over the rows of each [Age]
public record Score(String name, ScoreReport all, ScoreReport settled, List<ScoreReport> ages) {
  public Score {
    ages = List.copyOf(ages);
  }

  static Score of(String name, RegimeModel model, Lessons lessons) {
    List<ScoreReport> ages = new ArrayList<>();
    for (Age age : Age.values()) {
      ages.add(ScoreReport.score(model, lessons.rows(age)));
    }
    return new Score(
        name,
        ScoreReport.score(model, lessons.all()),
        ScoreReport.score(model, lessons.settled()),
        ages);
  }
}
