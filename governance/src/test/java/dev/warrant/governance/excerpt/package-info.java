@NullMarked
package dev.warrant.governance.excerpt;

import org.jspecify.annotations.NullMarked;
