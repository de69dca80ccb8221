/// Streaming features, O(1) per event, each with its warm-up.
@NullMarked
package dev.warrant.perception.feature;

import org.jspecify.annotations.NullMarked;
