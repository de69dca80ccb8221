/// Tests of patterns.
@NullMarked
package dev.warrant.perception.pattern;

import org.jspecify.annotations.NullMarked;
