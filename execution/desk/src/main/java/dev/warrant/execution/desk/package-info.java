/// The desk: one sequencer, one fact store, one journal, and their recovery.
@NullMarked
package dev.warrant.execution.desk;

import org.jspecify.annotations.NullMarked;
