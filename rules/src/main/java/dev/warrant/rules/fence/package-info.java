/// Fences around rule text that is really code: what a pack may say, language by language.
@NullMarked
package dev.warrant.rules.fence;

import org.jspecify.annotations.NullMarked;
