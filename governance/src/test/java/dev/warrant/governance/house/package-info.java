/// Holds the code to the house rules: modules, engine owners, seams.
@NullMarked
package dev.warrant.governance.house;

import org.jspecify.annotations.NullMarked;
