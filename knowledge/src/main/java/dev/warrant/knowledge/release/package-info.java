/// What people sign, as data: keys, statements, signatures, grants and certificates, each with one
/// canonical text. Needs nothing but the JDK's cryptography, so that desk and release office read
/// the same bytes the same way.
@NullMarked
package dev.warrant.knowledge.release;

import org.jspecify.annotations.NullMarked;
