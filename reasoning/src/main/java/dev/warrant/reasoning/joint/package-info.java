/// Datalog: are the intents of one deliberation sound together? The rules are the strategy's
/// (`theory/*.mg`); the engine is that of `deduce`.
@NullMarked
package dev.warrant.reasoning.joint;

import org.jspecify.annotations.NullMarked;
