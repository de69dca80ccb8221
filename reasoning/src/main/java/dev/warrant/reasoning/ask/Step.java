package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.order.Stage;
import java.util.List;
import java.util.Optional;

/// One refusal on the way to a warrant, and the least change that undoes it.
///
/// @param stage that refused
/// @param obstacles conditions that failed there, nearest first
/// @param open inputs that might have been supposed others at this stage
/// @param move the least change found under which the stage no longer refuses; confirmed by
///   deliberating with it, and with one unit less of each of its numbers, which was refused
/// @param without why there is none; empty if there is one
/// @param tried how many deliberations it took
public record Step(
    Stage stage,
    List<Obstacle> obstacles,
    List<Lever> open,
    Optional<Move> move,
    String without,
    int tried) {
  public Step {
    open = List.copyOf(open);
    obstacles = List.copyOf(obstacles);
  }
}
