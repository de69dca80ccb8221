/// Tests of features.
@NullMarked
package dev.warrant.perception.feature;

import org.jspecify.annotations.NullMarked;
