/// Runs rebuilt from their journals, whole, stripped and altered.
@NullMarked
package dev.warrant.sim.replay;

import org.jspecify.annotations.NullMarked;
