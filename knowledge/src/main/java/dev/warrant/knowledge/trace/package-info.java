/// The derivation graph from market events to orders, content-addressed, in a Merkle log.
@NullMarked
package dev.warrant.knowledge.trace;

import org.jspecify.annotations.NullMarked;
