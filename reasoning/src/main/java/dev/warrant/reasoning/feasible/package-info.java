/// Feasible intervals of an intent under all limits, and minimal cores where there are none.
@NullMarked
package dev.warrant.reasoning.feasible;

import org.jspecify.annotations.NullMarked;
