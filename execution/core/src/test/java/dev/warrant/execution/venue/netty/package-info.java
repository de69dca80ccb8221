/// Tests of this package.
@NullMarked
package dev.warrant.execution.venue.netty;

import org.jspecify.annotations.NullMarked;
