/// Questions about a moment of a run: what if a fact had been another.
@NullMarked
package dev.warrant.reasoning.ask;

import org.jspecify.annotations.NullMarked;
