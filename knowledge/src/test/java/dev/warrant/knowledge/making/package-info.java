@NullMarked
package dev.warrant.knowledge.making;

import org.jspecify.annotations.NullMarked;
