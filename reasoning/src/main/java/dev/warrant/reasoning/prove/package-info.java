/// Proofs about policies: obligations as standard SMT-LIB 2 text, limits as terms, the guard's very
/// bytes read back and run on symbols. Knows no solver and nothing of how guards are generated.
@NullMarked
package dev.warrant.reasoning.prove;

import org.jspecify.annotations.NullMarked;
