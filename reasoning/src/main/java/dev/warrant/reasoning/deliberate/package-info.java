/// One deliberation: a pure function from a cut to warrants and objections.
@NullMarked
package dev.warrant.reasoning.deliberate;

import org.jspecify.annotations.NullMarked;
