@NullMarked
package dev.warrant.execution.desk.control;

import org.jspecify.annotations.NullMarked;
