/// Checks orders against the limits in force at the time: recomputes from a journal's records what
/// the guard is said to have seen, and from the polynomials stated at activation every margin. Uses
/// nothing but a JDK and shares no code with ledger, executor or guard.
@NullMarked
package dev.warrant.knowledge.verify.orders;

import org.jspecify.annotations.NullMarked;
