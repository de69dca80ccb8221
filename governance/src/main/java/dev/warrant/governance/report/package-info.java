/// The page about a run: reads a journal once and writes `report.html`, which needs nothing but
/// itself to be looked at.
@NullMarked
package dev.warrant.governance.report;

import org.jspecify.annotations.NullMarked;
