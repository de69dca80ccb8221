@NullMarked
package dev.warrant.governance.ask;

import org.jspecify.annotations.NullMarked;
