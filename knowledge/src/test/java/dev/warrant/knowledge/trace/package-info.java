@NullMarked
package dev.warrant.knowledge.trace;

import org.jspecify.annotations.NullMarked;
