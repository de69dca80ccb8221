/// The watchdog: looks at a desk from another process and acts by commands.
@NullMarked
package dev.warrant.execution.desk.watchdog;

import org.jspecify.annotations.NullMarked;
