@NullMarked
package dev.warrant.governance.audit;

import org.jspecify.annotations.NullMarked;
