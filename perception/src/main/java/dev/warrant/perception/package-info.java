/// From events to facts: book, features, patterns and beliefs of every instrument, behind one door.
@NullMarked
package dev.warrant.perception;

import org.jspecify.annotations.NullMarked;
