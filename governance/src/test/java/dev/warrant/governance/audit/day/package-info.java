@NullMarked
package dev.warrant.governance.audit.day;

import org.jspecify.annotations.NullMarked;
