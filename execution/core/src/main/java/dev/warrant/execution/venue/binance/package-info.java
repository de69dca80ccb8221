/// Binance USD-M over REST and WebSocket.
@NullMarked
package dev.warrant.execution.venue.binance;

import org.jspecify.annotations.NullMarked;
