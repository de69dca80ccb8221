/// The verifier's reading of limits against the readings of everybody else.
@NullMarked
package dev.warrant.knowledge.verify.orders;

import org.jspecify.annotations.NullMarked;
