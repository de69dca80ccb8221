/// Orders, fills, positions and money; the only writer of measures on the execution plane.
@NullMarked
package dev.warrant.execution.ledger;

import org.jspecify.annotations.NullMarked;
