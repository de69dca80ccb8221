@NullMarked
package dev.warrant.governance.cli.run;

import org.jspecify.annotations.NullMarked;
