/// The same desk and venue on a virtual clock.
@NullMarked
package dev.warrant.sim.backtest;

import org.jspecify.annotations.NullMarked;
