/// Text as people write it into packs: folders, YAML with positions, and errors that say what was
/// found, what was expected, and where.
@NullMarked
package dev.warrant.rules.text;

import org.jspecify.annotations.NullMarked;
