/// Z3 behind words of our own: admissible, not admissible, unknown.
@NullMarked
package dev.warrant.reasoning.smt;

import org.jspecify.annotations.NullMarked;
