/// Holds statements and signatures to one form each, and to what ssh-keygen makes.
@NullMarked
package dev.warrant.knowledge.release;

import org.jspecify.annotations.NullMarked;
