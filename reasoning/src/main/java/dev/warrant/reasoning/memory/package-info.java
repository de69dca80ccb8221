/// What pure functions came to before, for those who ask again and again.
@NullMarked
package dev.warrant.reasoning.memory;

import org.jspecify.annotations.NullMarked;
