/// Decision tables of a policy as files: CSV as officers write it, DMN as other tools do, and what
/// can be said of a table by looking at its rows alone.
@NullMarked
package dev.warrant.rules.table;

import org.jspecify.annotations.NullMarked;
