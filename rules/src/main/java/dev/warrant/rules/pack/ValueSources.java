package dev.warrant.rules.pack;

/// Where values of parameters come from that are not written in their limit.
///
/// @param tables the pack's decision tables
/// @param other values the pack is read with instead of its own
record ValueSources(Tables tables, OtherValues other) {}
