@NullMarked
package dev.warrant.execution.venue.binance;

import org.jspecify.annotations.NullMarked;
