/// The deductive database: semi-naive, stratified evaluation of rules over facts, with a proof for
/// every conclusion. The language is in `lang`; docs/deduce.md has the manual.
@NullMarked
package dev.warrant.reasoning.deduce;

import org.jspecify.annotations.NullMarked;
