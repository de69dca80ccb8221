/// The log's trees, notes and proofs against published vectors and against everything flipped.
@NullMarked
package dev.warrant.knowledge.tlog;

import org.jspecify.annotations.NullMarked;
