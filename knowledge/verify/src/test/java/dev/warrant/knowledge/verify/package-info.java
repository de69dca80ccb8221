@NullMarked
package dev.warrant.knowledge.verify;

import org.jspecify.annotations.NullMarked;
