package dev.warrant.execution.desk;

import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.perception.PerceptionOutput;

/// Takes what perception says on the way: conclusions to the record, and wishes to the venue.
record Recognised(Recorder recorder, VenueLink link) implements PerceptionOutput {
  @Override
  public void resync(int instrument) {
    link.requestSnapshot(instrument);
  }

  @Override
  public void matched(Fact.Pattern pattern) {
    recorder.derived(new Derived.Matched(pattern));
  }

  @Override
  public void believed(Fact.Belief belief) {
    recorder.derived(new Derived.Believed(belief));
  }
}
