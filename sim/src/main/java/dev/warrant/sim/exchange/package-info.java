/// A simulated exchange: matching, margin, funding, order lifecycle.
@NullMarked
package dev.warrant.sim.exchange;

import org.jspecify.annotations.NullMarked;
