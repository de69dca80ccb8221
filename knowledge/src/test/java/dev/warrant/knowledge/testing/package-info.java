/// What tests of all modules share.
@NullMarked
package dev.warrant.knowledge.testing;

import org.jspecify.annotations.NullMarked;
