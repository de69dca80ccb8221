package dev.warrant.governance.audit.reconcile;

import dev.warrant.execution.venue.binance.AccountLists;
import java.io.IOException;

/// Whoever can tell what the venue lists of the account.
@FunctionalInterface
public interface Lists {
  /// The lists of a span, see [AccountLists#fetch].
  ///
  /// @throws IOException saying why there is none
  String lists(AccountLists.Span span) throws IOException;
}
