package dev.warrant.reasoning.strategy;

import alice.tuprolog.Struct;

/// A clause of the theory, ready for the interpreter.
///
/// @param id what the pack calls it
/// @param body list of goals, each wrapped in what it is: `user`, `fact`, `test`, `let` or `neg`
/// @param place `file:line`
record Clause(String id, Struct head, Struct body, String place) {}
