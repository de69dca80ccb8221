/// Esper patterns over the event stream, turned into facts.
@NullMarked
package dev.warrant.perception.pattern;

import org.jspecify.annotations.NullMarked;
