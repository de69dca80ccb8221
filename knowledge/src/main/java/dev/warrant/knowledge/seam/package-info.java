/// The only doors to clock, randomness and measuring; everything else is handed one of these.
@NullMarked
package dev.warrant.knowledge.seam;

import org.jspecify.annotations.NullMarked;
