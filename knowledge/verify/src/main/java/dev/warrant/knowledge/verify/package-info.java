/// A verifier of journals that shares no code with the engine that wrote them.
@NullMarked
package dev.warrant.knowledge.verify;

import org.jspecify.annotations.NullMarked;
