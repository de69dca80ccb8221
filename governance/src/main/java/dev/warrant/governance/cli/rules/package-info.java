/// Rules before anybody is asked to approve them: proved, tried by their scenarios, held against
/// another version, and run over a market to see what they would have done.
@NullMarked
package dev.warrant.governance.cli.rules;

import org.jspecify.annotations.NullMarked;
