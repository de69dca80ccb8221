/// Typed, immutable statements valid over an interval, with their source; they hold integers only.
@NullMarked
package dev.warrant.knowledge.fact;

import org.jspecify.annotations.NullMarked;
