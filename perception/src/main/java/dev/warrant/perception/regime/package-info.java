/// The regime classifier: what market is this, and how sure are we.
@NullMarked
package dev.warrant.perception.regime;

import org.jspecify.annotations.NullMarked;
