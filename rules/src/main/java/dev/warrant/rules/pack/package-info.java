/// Packs: versioned folders of text, read, checked and digested.
@NullMarked
package dev.warrant.rules.pack;

import org.jspecify.annotations.NullMarked;
