/// A witness: a small process of somebody else's that sees that a log only ever grows, and says so
/// under a key of its own (C2SP tlog-witness).
@NullMarked
package dev.warrant.knowledge.witness;

import org.jspecify.annotations.NullMarked;
