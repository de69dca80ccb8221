@NullMarked
package dev.warrant.execution.desk;

import org.jspecify.annotations.NullMarked;
