/// Copies of the evidence of a run in which chosen values are masked and every hash is kept.
@NullMarked
package dev.warrant.governance.audit.mask;

import org.jspecify.annotations.NullMarked;
