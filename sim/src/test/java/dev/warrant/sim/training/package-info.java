/// Tests of the regime training.
@NullMarked
package dev.warrant.sim.training;

import org.jspecify.annotations.NullMarked;
