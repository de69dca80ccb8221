package dev.warrant.execution.desk.control;

/// One line sent to a desk: what is asked, by whom, and why.
///
/// @param verb `status`, `pause`, `reduce`, `resume` or `kill`
public record ControlRequest(String verb, String who, String why) {}
