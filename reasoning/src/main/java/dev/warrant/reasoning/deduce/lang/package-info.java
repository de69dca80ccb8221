/// The language of the deductive database: values, syntax in the manner of Google Mangle, functions
/// and built-in predicates. Engine and proof checker share this package and nothing else.
@NullMarked
package dev.warrant.reasoning.deduce.lang;

import org.jspecify.annotations.NullMarked;
