/// Making what is derived from a run, such as tables and indexes, which anybody may do at any time.
@NullMarked
package dev.warrant.knowledge.making;

import org.jspecify.annotations.NullMarked;
