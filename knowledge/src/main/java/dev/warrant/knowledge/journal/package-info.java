/// The append-only record of everything that reached the desk and everything it derived.
@NullMarked
package dev.warrant.knowledge.journal;

import org.jspecify.annotations.NullMarked;
