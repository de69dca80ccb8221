/// A run as relational tables: deletable, rebuilt from journal and trace, never on the order path.
@NullMarked
package dev.warrant.knowledge.store;

import org.jspecify.annotations.NullMarked;
