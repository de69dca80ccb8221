package dev.warrant.execution.executor;

import dev.warrant.knowledge.order.Warrant;

/// How a warrant is worked: a pure function of book, warrant, working orders and time. It allocates
/// nothing and decides nothing about admission.
@FunctionalInterface
public interface TacticFunction {
  /// Says in `out` what to do now. The book is usable when this is asked.
  void decide(Quotes quotes, Warrant warrant, Working working, long nanos, Decision out);
}
