/// A run as base relations of the deductive database, and questions over them.
@NullMarked
package dev.warrant.governance.ask;

import org.jspecify.annotations.NullMarked;
