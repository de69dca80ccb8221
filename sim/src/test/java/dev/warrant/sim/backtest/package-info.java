/// Backtests of the shipped packs, with engines taken away and with a venue that misbehaves.
@NullMarked
package dev.warrant.sim.backtest;

import org.jspecify.annotations.NullMarked;
