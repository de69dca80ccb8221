@NullMarked
package dev.warrant.knowledge.store;

import org.jspecify.annotations.NullMarked;
