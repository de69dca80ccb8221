package dev.warrant.rules.limit;

/// The output of a table that a parameter of a draft is taken from.
///
/// @param output place of the output among the table's outputs
public record TableColumn(DecisionTable table, int output) {}
