@NullMarked
package dev.warrant.governance.cli;

import org.jspecify.annotations.NullMarked;
