@NullMarked
package dev.warrant.rules.limit;

import org.jspecify.annotations.NullMarked;
