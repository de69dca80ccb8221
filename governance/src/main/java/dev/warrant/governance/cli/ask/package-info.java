/// Questions about a run, each with one answer: why an order was sent or was not, what would have
/// been, who decided, how near a limit was, what never fired.
@NullMarked
package dev.warrant.governance.cli.ask;

import org.jspecify.annotations.NullMarked;
