/// Tests of the whole of perception, and what its tests share.
@NullMarked
package dev.warrant.perception;

import org.jspecify.annotations.NullMarked;
