/// What goes wrong, on purpose: processes that are killed, sockets that drop, disks that fill, with
/// real sockets, real processes and a real journal.
@NullMarked
package dev.warrant.sim.chaos;

import org.jspecify.annotations.NullMarked;
