/// Tactics and order lifecycle: from live warrants to order commands.
@NullMarked
package dev.warrant.execution.executor;

import org.jspecify.annotations.NullMarked;
