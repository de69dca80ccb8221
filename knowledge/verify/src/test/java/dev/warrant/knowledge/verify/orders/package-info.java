/// Tests of the verifier of orders.
@NullMarked
package dev.warrant.knowledge.verify.orders;

import org.jspecify.annotations.NullMarked;
