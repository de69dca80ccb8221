package dev.warrant.execution.desk;

import dev.warrant.execution.executor.ExecutorOutput;
import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.unit.Digest;

/// Takes what executor and exits decide: the record first, then the venue.
final class Outlet implements ExecutorOutput {
  private final Recorder recorder;
  private final OrderTrace trace;
  private final VenueLink link;
  private final Counters counters;

  Outlet(Recorder recorder, OrderTrace trace, VenueLink link, Counters counters) {
    this.recorder = recorder;
    this.trace = trace;
    this.link = link;
    this.counters = counters;
  }

  @Override
  public void ordered(OrderRecord order) {
    recorder.derived(new Derived.Ordered(order));
    link.place(order);
    counters.ordered();
  }

  @Override
  public void admitted(OrderRecord order, Derived.Admitted admitted) {
    recorder.derived(admitted);
    trace.ordered(order, admitted);
  }

  @Override
  public void seen(Derived.Seen seen) {
    recorder.derived(seen);
  }

  @Override
  public void cancel(int instrument, String clientId, boolean stop, String why) {
    recorder.derived(new Derived.Cancelled(instrument, clientId, why));
    if (stop) {
      link.cancelStop(instrument, clientId);
    } else {
      link.cancel(instrument, clientId);
    }
  }

  @Override
  public void refused(Refusal refusal) {
    recorder.derived(new Derived.Refused(refusal));
    trace.refused(refusal, Digest.ZERO);
    counters.refused(refusal.objection().rule());
  }

  @Override
  public void withdrawn(int epoch, long warrant, String why) {
    recorder.derived(new Derived.Withdrawn(epoch, warrant, why));
  }

  @Override
  public void adopted(int instrument, String clientId, long fromWarrant, long toWarrant) {
    recorder.derived(new Derived.Adopted(instrument, clientId, fromWarrant, toWarrant));
  }
}
