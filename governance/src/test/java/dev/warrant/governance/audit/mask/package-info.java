@NullMarked
package dev.warrant.governance.audit.mask;

import org.jspecify.annotations.NullMarked;
