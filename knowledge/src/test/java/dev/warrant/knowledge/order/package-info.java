/// Tests of orders as data.
@NullMarked
package dev.warrant.knowledge.order;

import org.jspecify.annotations.NullMarked;
