/// From venue messages to a book that is either right or marked unusable.
@NullMarked
package dev.warrant.perception.feed;

import org.jspecify.annotations.NullMarked;
