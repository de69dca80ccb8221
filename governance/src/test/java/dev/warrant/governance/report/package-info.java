/// Tests of the page about a run.
@NullMarked
package dev.warrant.governance.report;

import org.jspecify.annotations.NullMarked;
