@NullMarked
package dev.warrant.execution.desk.watchdog;

import org.jspecify.annotations.NullMarked;
