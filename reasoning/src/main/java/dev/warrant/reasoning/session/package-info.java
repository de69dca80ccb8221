/// Drools: facts in, further facts and intents out, from a fresh session each time.
@NullMarked
package dev.warrant.reasoning.session;

import org.jspecify.annotations.NullMarked;
