package dev.warrant.knowledge.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Warrant;
import java.util.List;

/// Everything a deliberation may look at.
///
/// @param id number of the cut within its epoch, from 1
/// @param seq sequence number of the input that took it
/// @param nanos desk time of that input
/// @param facts the fact store in canonical order, measures included
/// @param live warrants in force, by id
/// @param nextWarrant the id the first new warrant gets
public record Cut(
    int epoch,
    long id,
    long seq,
    long nanos,
    List<Fact> facts,
    List<Warrant> live,
    long nextWarrant) {
  public Cut {
    facts = List.copyOf(facts);
    live = List.copyOf(live);
  }
}
