/// What the desk asks of any venue, whatever its wire.
@NullMarked
package dev.warrant.execution.venue;

import org.jspecify.annotations.NullMarked;
