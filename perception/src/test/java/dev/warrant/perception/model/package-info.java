/// Tests of the model.
@NullMarked
package dev.warrant.perception.model;

import org.jspecify.annotations.NullMarked;
