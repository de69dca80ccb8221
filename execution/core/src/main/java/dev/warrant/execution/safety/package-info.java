/// Modes, the gate and the kill: what stops the desk, and what may start it again.
@NullMarked
package dev.warrant.execution.safety;

import org.jspecify.annotations.NullMarked;
