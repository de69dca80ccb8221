package dev.warrant.governance.ask;

import dev.warrant.reasoning.deduce.Model;
import dev.warrant.reasoning.deduce.ProofChecker;
import dev.warrant.reasoning.deduce.ProofGraph;
import dev.warrant.reasoning.deduce.lang.Fact;
import java.util.List;

/// What came out of a question.
///
/// @param columns names of the columns; those of time last
/// @param rows in canonical order
/// @param model with what the answer stands on; of other facts maybe a part
/// @param trace how much of the trace was read for it
public record Answer(List<String> columns, List<Fact> rows, Model model, TraceRead trace) {
  /// Keeps copies.
  public Answer {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// The proofs of the first `most` rows, every step of them checked.
  ///
  /// @throws IllegalStateException if a step does not hold, which would be a fault of the engine
  public ProofGraph proofs(int most) {
    ProofGraph graph = model.explain(rows.subList(0, Math.min(most, rows.size())));
    List<String> faults =
        new ProofChecker(model.program().checked(), model, model::given).faults(graph);
    if (!faults.isEmpty()) {
      throw new IllegalStateException("a proof does not hold: " + faults.getFirst());
    }
    return graph;
  }
}
