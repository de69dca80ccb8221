/// One canonical byte form for every input and every conclusion: equal values have equal bytes, and
/// bytes that are not the canonical form of a value are refused. Also how files that follow one
/// another are found by their names.
@NullMarked
package dev.warrant.knowledge.codec;

import org.jspecify.annotations.NullMarked;
