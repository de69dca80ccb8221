package dev.warrant.execution.desk;

import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.order.OrderRecord;

/// A link that asks nobody: in replay all answers are in the journal already.
public final class SilentLink implements VenueLink {
  @Override
  public void start() {}

  @Override
  public void place(OrderRecord order) {}

  @Override
  public void cancel(int instrument, String clientId) {}

  @Override
  public void cancelStop(int instrument, String clientId) {}

  @Override
  public void cancelAll(int instrument) {}

  @Override
  public void armDeadman(int instrument, long millis) {}

  @Override
  public void requestSnapshot(int instrument) {}

  @Override
  public void requestKlines(int instrument, int count) {}

  @Override
  public void requestInstruments() {}

  @Override
  public void requestAccount() {}

  @Override
  public void requestOpenOrders() {}

  @Override
  public void requestFills(int instrument, long sinceMs) {}

  @Override
  public void queryOrder(int instrument, String clientId) {}

  @Override
  public void requestClock() {}

  @Override
  public void close() {}
}
