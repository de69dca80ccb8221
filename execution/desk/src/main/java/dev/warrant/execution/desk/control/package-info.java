/// The desk's own door for people and the watchdog: a 0600 Unix socket, served off the desk thread.
@NullMarked
package dev.warrant.execution.desk.control;

import org.jspecify.annotations.NullMarked;
