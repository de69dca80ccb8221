/// The guard: limits and warrant compiled into byte code that admits or refuses one order.
@NullMarked
package dev.warrant.execution.guard;

import org.jspecify.annotations.NullMarked;
