@NullMarked
package dev.warrant.knowledge.journal;

import org.jspecify.annotations.NullMarked;
