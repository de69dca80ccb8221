/// CLIPS: symptoms of the desk to diagnosis to remedy, inside the watchdog.
@NullMarked
package dev.warrant.reasoning.diagnose;

import org.jspecify.annotations.NullMarked;
