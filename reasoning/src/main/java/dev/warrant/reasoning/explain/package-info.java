/// Why: one sentence, a tree, or everything down to the market events.
@NullMarked
package dev.warrant.reasoning.explain;

import org.jspecify.annotations.NullMarked;
