/// Rules of a strategy's `intents/` as data: what they match and what they conclude, as far as that
/// is typed comparisons and joins.
@NullMarked
package dev.warrant.rules.intent;

import org.jspecify.annotations.NullMarked;
