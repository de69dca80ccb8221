/// The `warrant` command: it gathers the commands of the rooms below, takes one after the other
/// with `ask`, and has those that concern no run: `bench`, `doctor`, `train`. Rooms know
/// `cli.common` and not each other, but for `cli.release`, which uses the check of `cli.rules`;
/// none knows this package.
@NullMarked
package dev.warrant.governance.cli;

import org.jspecify.annotations.NullMarked;
