/// The wire held to recorded messages and to a client that the venue itself publishes.
@NullMarked
package dev.warrant.sim.wire;

import org.jspecify.annotations.NullMarked;
