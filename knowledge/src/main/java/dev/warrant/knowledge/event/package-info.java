/// What reaches the desk: one sealed vocabulary of inputs, each with one canonical byte form.
@NullMarked
package dev.warrant.knowledge.event;

import org.jspecify.annotations.NullMarked;
