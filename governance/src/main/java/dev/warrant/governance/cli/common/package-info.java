/// What commands of several rooms have in common: where runs, packs, logs and release folders lie,
/// how a run's market, orders and inputs are named, and how a mishap becomes a sentence. It knows
/// no command.
@NullMarked
package dev.warrant.governance.cli.common;

import org.jspecify.annotations.NullMarked;
