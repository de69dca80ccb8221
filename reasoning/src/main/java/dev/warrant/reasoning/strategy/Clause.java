package dev.warrant.reasoning.strategy;

import alice.tuprolog.Struct;
import dev.warrant.rules.text.Place;

/// A clause of the theory, ready for the interpreter.
///
/// @param id what the pack calls it
/// @param body list of goals, each wrapped in what it is: `user`, `fact`, `test`, `let` or `neg`
/// @param place where it starts
record Clause(String id, Struct head, Struct body, Place place) {}
