/// Prolog: an intent holds only with a proof from the strategy theory.
@NullMarked
package dev.warrant.reasoning.strategy;

import org.jspecify.annotations.NullMarked;
