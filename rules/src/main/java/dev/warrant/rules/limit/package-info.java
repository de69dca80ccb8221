/// The limit language: parsed from FEEL, checked for types, units and ranges, read exactly.
@NullMarked
package dev.warrant.rules.limit;

import org.jspecify.annotations.NullMarked;
