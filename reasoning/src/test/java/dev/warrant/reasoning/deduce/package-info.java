/// Tests of the deductive database, most of them against a naive evaluator of their own.
@NullMarked
package dev.warrant.reasoning.deduce;

import org.jspecify.annotations.NullMarked;
