/// A disk in memory that can lose power, be full, or fail.
@NullMarked
package dev.warrant.knowledge.testing.disk;

import org.jspecify.annotations.NullMarked;
