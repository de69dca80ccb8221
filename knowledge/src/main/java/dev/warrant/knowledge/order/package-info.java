/// Intents, objections, warrants, orders and fills as data.
@NullMarked
package dev.warrant.knowledge.order;

import org.jspecify.annotations.NullMarked;
