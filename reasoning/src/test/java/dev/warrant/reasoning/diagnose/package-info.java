@NullMarked
package dev.warrant.reasoning.diagnose;

import org.jspecify.annotations.NullMarked;
