/// Scenarios: short stories in a pack's `tests/` that say what its limits must do. Only their form
/// is read here; `sim.trial` runs them.
@NullMarked
package dev.warrant.rules.scenario;

import org.jspecify.annotations.NullMarked;
