/// People and their keys: who counts, since when, and the hash-linked log of signed statements that
/// says so, from a trust anchor that somebody gave on purpose.
@NullMarked
package dev.warrant.governance.people;

import org.jspecify.annotations.NullMarked;
