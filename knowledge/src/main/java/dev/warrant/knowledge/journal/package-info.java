/// The desk's memory: append-only segments of inputs and conclusions in two hash chains, byte for
/// byte as `docs/journal-format.md` says. Whatever a durability mark covers is never lost, and
/// damage is named, never skipped.
@NullMarked
package dev.warrant.knowledge.journal;

import org.jspecify.annotations.NullMarked;
