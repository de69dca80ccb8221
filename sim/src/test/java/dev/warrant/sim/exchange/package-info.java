/// The exchange held to price-time priority, conservation of money, and the venue's rules.
@NullMarked
package dev.warrant.sim.exchange;

import org.jspecify.annotations.NullMarked;
