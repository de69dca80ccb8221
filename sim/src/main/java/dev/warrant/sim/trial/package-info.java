/// Trials: the scenarios of a pack, told to a real desk on a virtual clock.
@NullMarked
package dev.warrant.sim.trial;

import org.jspecify.annotations.NullMarked;
