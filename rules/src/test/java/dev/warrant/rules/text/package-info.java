@NullMarked
package dev.warrant.rules.text;

import org.jspecify.annotations.NullMarked;
