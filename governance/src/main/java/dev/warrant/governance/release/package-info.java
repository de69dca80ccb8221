/// The life of a version: proposed, approved, activated, rolled back, as signed statements in a
/// release folder that belongs under version control.
@NullMarked
package dev.warrant.governance.release;

import org.jspecify.annotations.NullMarked;
