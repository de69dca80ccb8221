package dev.warrant.execution.desk.control;

/// One line sent to a desk: what is asked, by whom, and why.
///
/// @param verb `status`, `pause`, `reduce`, `resume`, `kill` or `switch`
public record ControlRequest(String verb, String who, String why) {}
