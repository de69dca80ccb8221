/// Timefold sizes all intents jointly; our own arithmetic recomputes its score.
@NullMarked
package dev.warrant.reasoning.sizing;

import org.jspecify.annotations.NullMarked;
