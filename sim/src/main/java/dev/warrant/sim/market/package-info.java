/// Markets: generated from a seed, or recorded.
@NullMarked
package dev.warrant.sim.market;

import org.jspecify.annotations.NullMarked;
