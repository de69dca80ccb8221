@NullMarked
package dev.warrant.reasoning.ask;

import org.jspecify.annotations.NullMarked;
