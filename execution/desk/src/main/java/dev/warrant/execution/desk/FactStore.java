package dev.warrant.execution.desk;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.fact.MeasureId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Gathers the facts of a moment in canonical order.
final class FactStore {
  private final ArrayList<Fact> facts = new ArrayList<>(256);

  /// Adds what a source has to say.
  FactStore from(Consumer<Consumer<Fact>> source) {
    source.accept(facts::add);
    return this;
  }

  /// Adds every measure that is present and belongs to no order or warrant.
  FactStore measures(MeasureBoard board, long seq) {
    for (int i = 0; i < board.instruments(); i++) {
      long[] slots = board.slots(i);
      for (MeasureId id : MeasureId.values()) {
        if (standing(id) && MeasureBoard.present(slots, id)) {
          facts.add(new Fact.Measure(i, seq, id.text(), slots[MeasureBoard.slot(id)]));
        }
      }
    }
    return this;
  }

  private static boolean standing(MeasureId id) {
    return switch (id.kind()) {
      case ORDER, WARRANT -> false;
      case LEDGER, WINDOW, LATCH, BELIEF, CLOCK -> true;
    };
  }

  List<Fact> inOrder() {
    facts.sort(FactOrder.CANONICAL);
    return List.copyOf(facts);
  }
}
