/// What intent rules say, as formulas over the facts a cut can hold: whether a rule can match, and
/// facts under which it does, tried in a session.
@NullMarked
package dev.warrant.reasoning.intent;

import org.jspecify.annotations.NullMarked;
