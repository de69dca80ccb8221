package dev.warrant.execution.desk;

import dev.warrant.execution.ledger.Requests;
import dev.warrant.execution.venue.VenueLink;

/// Asks the venue what the ledger wants to know of it.
record VenueRequests(VenueLink link) implements Requests {
  @Override
  public void account() {
    link.requestAccount();
  }

  @Override
  public void openOrders() {
    link.requestOpenOrders();
  }

  @Override
  public void fills(int instrument, long sinceMs) {
    link.requestFills(instrument, sinceMs);
  }

  @Override
  public void query(int instrument, String clientId) {
    link.queryOrder(instrument, clientId);
  }
}
