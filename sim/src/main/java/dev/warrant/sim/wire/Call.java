package dev.warrant.sim.wire;

import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Exchange;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Rejection;
import org.jspecify.annotations.Nullable;

/// A request that passed the door.
record Call(Exchange exchange, Params params, @Nullable Account caller, long nanos, long serverMs) {
  /// What answers a call.
  @FunctionalInterface
  interface Endpoint {
    /// The body as JSON.
    String answer(Call call);
  }

  /// The caller's account.
  Account account() {
    if (caller == null) {
      throw new Rejection(-2014, "API-key format invalid.");
    }
    return caller;
  }

  /// The instrument named by `symbol`.
  Listing listing() {
    Listing found = exchange.listing(params.need("symbol"));
    if (found == null) {
      throw new Rejection(-1121, "Invalid symbol.");
    }
    return found;
  }

  /// The instrument named by `symbol`, or null if none is named.
  @Nullable Listing listingIfAny() {
    return params.get("symbol") == null ? null : listing();
  }
}
