/// Tests of feed and book.
@NullMarked
package dev.warrant.perception.feed;

import org.jspecify.annotations.NullMarked;
