@NullMarked
package dev.warrant.governance.cli.audit;

import org.jspecify.annotations.NullMarked;
