@NullMarked
package dev.warrant.knowledge.codec;

import org.jspecify.annotations.NullMarked;
