/// The records of a run that questions are about, beside its journal: an index that is no evidence.
@NullMarked
package dev.warrant.governance.excerpt;

import org.jspecify.annotations.NullMarked;
