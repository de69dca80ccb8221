package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.DeskEvent;

/// Where a desk finds the restricted list of the day. Asked at its start, before every switch, and
/// every few seconds in between.
@FunctionalInterface
public interface RestrictedLists {
  /// A desk that was given none, and so adds nothing anywhere.
  RestrictedLists NONE =
      () -> DeskEvent.Restricted.unknown("this desk was given no restricted list");

  /// The list as it is found now, or why there is none to go by. Never throws.
  DeskEvent.Restricted now();
}
