/// Rebuilds every derived record of a run from its inputs, and compares.
@NullMarked
package dev.warrant.sim.replay;

import org.jspecify.annotations.NullMarked;
