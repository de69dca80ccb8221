/// The questions an auditor asks of a run, answered from its record: who approved, what was near a
/// limit, what was overridden, what never fired, and whether it can be derived again.
@NullMarked
package dev.warrant.governance.audit;

import org.jspecify.annotations.NullMarked;
