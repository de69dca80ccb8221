@NullMarked
package dev.warrant.rules.fence;

import org.jspecify.annotations.NullMarked;
