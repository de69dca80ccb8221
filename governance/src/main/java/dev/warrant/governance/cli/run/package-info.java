/// A desk that runs, from its first input to what it leaves behind: `demo`, `run`, `backtest` and
/// `venue`, the commands to a running desk, its screen, watchdog and nightly closing, and the page
/// and the timings of a run that is over.
@NullMarked
package dev.warrant.governance.cli.run;

import org.jspecify.annotations.NullMarked;
