/// H2 as a projection of journal and trace: for questions, deletable, rebuildable.
@NullMarked
package dev.warrant.knowledge.store;

import org.jspecify.annotations.NullMarked;
