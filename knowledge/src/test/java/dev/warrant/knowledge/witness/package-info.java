/// The witness over sockets, in processes of its own, and killed where it hurts.
@NullMarked
package dev.warrant.knowledge.witness;

import org.jspecify.annotations.NullMarked;
