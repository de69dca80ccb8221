/// Proofs against the guards they are about: shipped ones, broken ones, forbidden ones.
@NullMarked
package dev.warrant.execution.desk.proof;

import org.jspecify.annotations.NullMarked;
