/// Orders and fills of a day held against the venue's own lists, in both directions: what shows
/// that the record is not only unchanged but complete.
@NullMarked
package dev.warrant.governance.audit.reconcile;

import org.jspecify.annotations.NullMarked;
