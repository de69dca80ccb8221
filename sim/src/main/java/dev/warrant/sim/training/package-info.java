/// Trains the regime model on generated markets, scores it on markets it has not seen, and tells
/// what it believes about recorded days.
@NullMarked
package dev.warrant.sim.training;

import org.jspecify.annotations.NullMarked;
