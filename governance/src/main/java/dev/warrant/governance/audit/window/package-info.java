/// What stood in the window of a pattern when it matched, told by the engine in a replay of
/// perception alone.
@NullMarked
package dev.warrant.governance.audit.window;

import org.jspecify.annotations.NullMarked;
