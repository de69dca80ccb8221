/// Prices in ticks, quantities in lots, money in scaled integers, and the instruments that give
/// them meaning.
@NullMarked
package dev.warrant.knowledge.unit;

import org.jspecify.annotations.NullMarked;
