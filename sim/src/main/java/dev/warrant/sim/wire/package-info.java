/// The exchange's wire: Binance USD-M REST and WebSocket, served by Netty or in memory.
@NullMarked
package dev.warrant.sim.wire;

import org.jspecify.annotations.NullMarked;
