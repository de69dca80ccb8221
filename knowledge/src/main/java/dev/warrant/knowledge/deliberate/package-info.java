/// The port between the desk and deliberation: a cut goes in, a result comes out.
@NullMarked
package dev.warrant.knowledge.deliberate;

import org.jspecify.annotations.NullMarked;
