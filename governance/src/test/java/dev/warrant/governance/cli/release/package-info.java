@NullMarked
package dev.warrant.governance.cli.release;

import org.jspecify.annotations.NullMarked;
