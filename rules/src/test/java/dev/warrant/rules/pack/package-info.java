@NullMarked
package dev.warrant.rules.pack;

import org.jspecify.annotations.NullMarked;
