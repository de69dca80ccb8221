/// Tests of the classifier.
@NullMarked
package dev.warrant.perception.regime;

import org.jspecify.annotations.NullMarked;
