@NullMarked
package dev.warrant.governance.cli.rules;

import org.jspecify.annotations.NullMarked;
