/// Tests of decision tables.
@NullMarked
package dev.warrant.rules.table;

import org.jspecify.annotations.NullMarked;
