/// Holds the life of a version to the rules, with hostile logs, folders and people.
@NullMarked
package dev.warrant.governance.release;

import org.jspecify.annotations.NullMarked;
