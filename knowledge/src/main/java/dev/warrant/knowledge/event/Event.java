package dev.warrant.knowledge.event;

/// Something that reached the desk. The sequencer gives it a sequence number and a time; the
/// journal keeps all three as one INPUT record.
public sealed interface Event permits MarketEvent, VenueEvent, DeskEvent {}
