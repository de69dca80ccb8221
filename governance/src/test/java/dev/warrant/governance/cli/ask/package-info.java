@NullMarked
package dev.warrant.governance.cli.ask;

import org.jspecify.annotations.NullMarked;
