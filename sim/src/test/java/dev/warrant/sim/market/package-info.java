/// Tests of the recorded and the generated market.
@NullMarked
package dev.warrant.sim.market;

import org.jspecify.annotations.NullMarked;
