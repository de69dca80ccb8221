/// What deliberations saw, kept beside a run: an index that is no evidence.
@NullMarked
package dev.warrant.knowledge.cuts;

import org.jspecify.annotations.NullMarked;
