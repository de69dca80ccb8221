/// Boosted trees: trained by the library, served from flat arrays, checked against each other.
@NullMarked
package dev.warrant.perception.model;

import org.jspecify.annotations.NullMarked;
